package vn.hoctap.server.assessment;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.assessment.People.Count;
import vn.hoctap.server.assessment.People.Found;
import vn.hoctap.server.assessment.People.Query;
import vn.hoctap.server.assessment.People.Status;
import vn.hoctap.server.assessment.PeopleView.Option;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.identity.Searches;
import vn.hoctap.server.learner.Person;
import vn.hoctap.server.learner.Records;
import vn.hoctap.server.ledger.Standings;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.subject.Subjects;

/** The people in an officer's part: who holds a title, who is near, what is missing. Centres and auditors see it too. */
public final class OfficerPages {
    private static final String HERE = "/officer";
    private static final int SHOWN = 20;

    private final Pages pages;
    private final OrgUnits units;
    private final People people;
    private final Queue queue;
    private final PersonRows rows;
    private final Searches searches;

    public OfficerPages(Pages pages, Sql sql, Subjects subjects, OrgUnits units, Records records, Searches searches) {
        this.pages = pages;
        this.searches = searches;
        this.units = units;
        this.people = new People(sql, subjects);
        this.queue = new Queue(sql, units::tree, subjects.names(), records.diary());
        this.rows = new PersonRows(records);
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::people);
        pages.post(router, HERE, this::search);
    }

    private void search(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.READ);
        MultiMap form = context.request().formAttributes();
        Query query =
                query(form, Cycles.of(form.get("cycle")), Searches.typed(context), Scope.reach(caller, Action.READ));
        Pages.redirect(context, address(caller, query, null));
    }

    private void people(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.READ);
        Words words = pages.words(context);
        Query query = query(
                context.queryParams(), Cycles.of(context), searches.of(context), Scope.reach(caller, Action.READ));
        List<Found> found = people.find(query, SHOWN + 1);
        List<Found> shown = found.subList(0, Math.min(SHOWN, found.size()));
        long count = people.count(query);
        PeopleView view = new PeopleView(
                words.get("people.kicker", Integer.toString(query.cycle()), part(words, units.tree(), query.reach())),
                sentence(words, caller, query),
                Cycles.links(HERE, query.cycle()),
                Integer.toString(query.cycle()),
                query.text(),
                groups(words, query.group()),
                statuses(words, query.status()),
                count == 0 ? words.get("people.found.none") : words.get("people.found", count),
                rows.of(words, units.tree(), shown, query.cycle()),
                found.size() > SHOWN ? address(caller, query, shown.getLast()) : null,
                query.after().isPresent() ? address(caller, query, null) : null);
        pages.show(context, "officer/people", words.get("people.title"), view);
    }

    private String sentence(Words words, Caller caller, Query query) {
        Count count = people.count(query.reach(), query.kind(), query.cycle());
        long waiting = Scope.maySomewhere(caller, Action.VERIFY) ? queue.count(Scope.reach(caller, Action.VERIFY)) : 0;
        return waiting == 0
                ? words.get("people.sentence", count.held(), count.all())
                : words.get("people.sentence.waiting", count.held(), count.all(), waiting);
    }

    /** The names of the units that somebody looks after. */
    static String part(Words words, OrgTree tree, Reach reach) {
        return reach instanceof Reach.Under under
                ? under.units().stream()
                        .map(id -> tree.find(id).map(OrgUnit::name).orElse(id))
                        .reduce((one, other) -> one + ", " + other)
                        .orElse("")
                : words.get("role.everywhere");
    }

    private static Query query(MultiMap asked, int cycle, String text, Reach reach) {
        return new Query(
                reach,
                SubjectKind.CITIZEN,
                cycle,
                text,
                Objects.requireNonNullElse(asked.get("group"), "").strip(),
                Status.of(asked.get("status")),
                Optional.ofNullable(asked.get("after")));
    }

    /** @param last of the page that is left; null: the first page */
    private String address(Caller caller, Query query, @Nullable Found last) {
        List<String> parts = new ArrayList<>();
        parts.add("cycle=" + query.cycle());
        if (!query.text().isEmpty()) {
            parts.add(searches.parameter(caller, query.text()));
        }
        parts.add("group=" + encoded(query.group()));
        parts.add("status=" + query.status().map(Status::slug).orElse(""));
        if (last != null) {
            parts.add("after=" + encoded(last.id()));
        }
        return HERE + "?" + String.join("&", parts);
    }

    static String href(String subject) {
        return Person.OTHERS + "/" + encoded(subject);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<Option> groups(Words words, String chosen) {
        return Stream.concat(Stream.of(""), words.after("group.").stream())
                .map(group -> new Option(
                        group,
                        group.isEmpty() ? words.get("people.all") : words.orElse("group." + group, group),
                        group.equals(chosen)))
                .toList();
    }

    private static List<Option> statuses(Words words, Optional<Status> chosen) {
        Option all = new Option("", words.get("people.all"), chosen.isEmpty());
        return Stream.concat(
                        Stream.of(all),
                        Stream.of(Status.values())
                                .map(status -> new Option(
                                        status.slug(),
                                        words.get("people.status." + status.slug(), Standings.NEAR),
                                        chosen.filter(status::equals).isPresent())))
                .toList();
    }
}
