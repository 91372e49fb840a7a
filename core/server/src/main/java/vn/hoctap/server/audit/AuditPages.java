package vn.hoctap.server.audit;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.identity.Searches;

/** The audit trail for administrators and auditors; names are looked up when it is shown. */
public final class AuditPages {
    private static final String HERE = "/audit";
    private static final int SHOWN = 25;

    private final Pages pages;
    private final Trail trail;
    private final Names names;
    private final Searches searches;

    /** Who is meant by a pseudonym; whoever is not known, or not any more, is absent. */
    public interface Names {
        Optional<String> account(String pseudonym);

        Optional<String> unit(String id);

        /** By their ids. */
        Map<String, String> people(Collection<String> ids);
    }

    public AuditPages(Pages pages, Trail trail, Names names, Searches searches) {
        this.pages = pages;
        this.trail = trail;
        this.names = names;
        this.searches = searches;
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::show);
        pages.post(router, HERE, this::search);
    }

    private void search(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.READ_AUDIT);
        MultiMap form = context.request().formAttributes();
        Pages.redirect(
                context,
                address(Stream.concat(
                        Stream.of(searches.parameter(caller, Searches.typed(context))),
                        Stream.of("deed", "from", "to")
                                .map(name -> parameter(name, Optional.ofNullable(form.get(name)))))));
    }

    private void show(RoutingContext context) {
        Words words = pages.words(context);
        Optional<String> before = Optional.ofNullable(context.queryParams().get("before"));
        Trail.Query query = Asked.of(context, Optional.of(searches.of(context)), before, SHOWN + 1);
        List<Trail.Entry> found = trail.list(query);
        List<Trail.Entry> shown = found.subList(0, Math.min(SHOWN, found.size()));
        Map<String, String> people = names.people(shown.stream()
                .map(Trail.Entry::subject)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        AuditView view = new AuditView(
                query.text().orElse(""),
                query.from().map(Object::toString).orElse(""),
                query.to().map(Object::toString).orElse(""),
                deeds(words, query.deed()),
                shown.stream().map(entry -> line(words, entry, people)).toList(),
                found.size() > SHOWN
                        ? address(context, query, Optional.of(shown.getLast().seq()))
                        : null,
                before.isPresent() ? address(context, query, Optional.empty()) : null);
        pages.show(context, "audit/trail", words.get("audit.title"), view);
    }

    private static List<AuditView.Option> deeds(Words words, Optional<Deed> chosen) {
        List<AuditView.Option> options = new ArrayList<>();
        options.add(new AuditView.Option("", words.get("audit.deed.any"), chosen.isEmpty()));
        Stream.of(Deed.values())
                .map(deed -> new AuditView.Option(
                        deed.slug(),
                        words.get("audit.deed." + deed.slug()),
                        chosen.filter(deed::equals).isPresent()))
                .sorted(Comparator.comparing(AuditView.Option::label))
                .forEach(options::add);
        return options;
    }

    private AuditView.Line line(Words words, Trail.Entry entry, Map<String, String> people) {
        String subject = entry.subject();
        return new AuditView.Line(
                entry.seq(),
                words.moment(entry.at()),
                words.orElse("audit.deed." + entry.deed(), entry.deed()),
                actor(words, entry.actor()),
                behalf(words, entry.behalf()),
                subject == null ? null : people.getOrDefault(subject, subject),
                subject == null ? null : "/officer/people/" + encoded(subject),
                subject != null && subject.equals(entry.object()) ? "" : Objects.requireNonNullElse(entry.object(), ""),
                Objects.requireNonNullElse(entry.note(), ""),
                entry.erased() ? words.get("audit.erased") : Objects.requireNonNullElse(entry.reason(), ""));
    }

    private String actor(Words words, String actor) {
        return words.has("audit.actor." + actor)
                ? words.get("audit.actor." + actor)
                : names.account(actor)
                        .map(name -> words.orElse("role." + name, name))
                        .orElse(actor);
    }

    /** {@code officer@quang-vinh admin@}, or another account. */
    private String behalf(Words words, @Nullable String behalf) {
        return behalf == null
                ? ""
                : Stream.of(behalf.split(" ")).map(one -> office(words, one)).collect(Collectors.joining(", "));
    }

    private String office(Words words, String one) {
        int at = one.indexOf('@');
        if (at < 0) {
            return actor(words, one);
        }
        String role = words.orElse("role." + one.substring(0, at), one.substring(0, at));
        String unit = one.substring(at + 1);
        return role + " · "
                + (unit.isEmpty()
                        ? words.get("role.everywhere")
                        : names.unit(unit).orElse(unit));
    }

    private String address(RoutingContext context, Trail.Query query, Optional<Long> before) {
        return address(Stream.of(
                searches.parameter(Caller.of(context), query.text().orElse("")),
                parameter("deed", query.deed().map(Deed::slug)),
                parameter("from", query.from()),
                parameter("to", query.to()),
                parameter("before", before)));
    }

    private static String address(Stream<String> parameters) {
        String query = parameters.filter(one -> !one.isEmpty()).collect(Collectors.joining("&"));
        return query.isEmpty() ? HERE : HERE + "?" + query;
    }

    private static String parameter(String name, Optional<?> value) {
        return value.map(Object::toString)
                .filter(text -> !text.isBlank())
                .map(text -> name + "=" + encoded(text))
                .orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
