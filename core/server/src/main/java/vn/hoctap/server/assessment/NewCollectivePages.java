package vn.hoctap.server.assessment;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.assessment.PeopleView.Option;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.learner.Places;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnitKind;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.subject.Consequences;
import vn.hoctap.server.subject.NewSubject;
import vn.hoctap.server.subject.SubjectChange;
import vn.hoctap.server.subject.Subjects;

/** Entering a family or clan. Communities and units come with their places. */
public final class NewCollectivePages {
    static final List<SubjectKind> KINDS = List.of(SubjectKind.FAMILY, SubjectKind.CLAN);
    private static final String HERE = CollectivesQuery.HERE + "/new";
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
    private static final int LONGEST_NAME = 200;

    /** A province has a few thousand places; who looks after more types the code. */
    private static final int OFFERED = 500;

    private final Pages pages;
    private final Subjects subjects;
    private final OrgUnits units;
    private final Consequences consequences;

    public NewCollectivePages(Pages pages, Subjects subjects, OrgUnits units, Consequences consequences) {
        this.pages = pages;
        this.subjects = subjects;
        this.units = units;
        this.consequences = consequences;
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::form);
        pages.post(router, HERE, this::enter);
    }

    static String address(SubjectKind kind) {
        return HERE + "?kind=" + kind.slug();
    }

    private void form(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.EDIT);
        MultiMap empty = MultiMap.caseInsensitiveMultiMap().addAll(context.queryParams());
        empty.set("id", UUID.randomUUID().toString())
                .set("from", subjects.today().toString());
        show(context, 200, empty, Map.of());
    }

    private void enter(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.EDIT);
        MultiMap form = context.request().formAttributes();
        Map<String, String> faults = new LinkedHashMap<>();
        String name = text(form, "name");
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            faults.put("name", "collective.wrong.name");
        }
        OrgTree tree = units.tree();
        String unit = text(form, "unit");
        if (tree.knows(unit)) {
            Scope.demandIn(caller, Action.EDIT, tree.path(unit));
        } else {
            faults.put("unit", "collective.wrong.unit");
        }
        Optional<LocalDate> from = day(text(form, "from"));
        if (from.isEmpty()) {
            faults.put("from", "collective.wrong.day");
        }
        String id = text(form, "id");
        if (!faults.isEmpty() || !ID.matcher(id).matches()) {
            show(context, 400, form, faults);
            return;
        }
        SubjectChange content =
                SubjectChange.from(from.orElseThrow()).named(name).living(unit);
        enter(new NewSubject(id, kind(form), content), caller);
        Pages.redirect(context, OfficerPages.href(id) + "?said=created");
    }

    /** Sent twice, it is entered once. */
    private void enter(NewSubject collective, Caller caller) {
        try {
            subjects.create(List.of(collective), caller.name());
            consequences.judge(List.of(collective.id()), caller.name());
        } catch (Problem refused) {
            if (refused.status() != 409) {
                throw refused;
            }
        }
    }

    private void show(RoutingContext context, int status, MultiMap form, Map<String, String> faults) {
        Words words = pages.words(context);
        SubjectKind kind = kind(form);
        Map<String, String> said = new LinkedHashMap<>();
        faults.forEach((field, key) -> said.put(field, words.get(key)));
        NewCollectiveView view = new NewCollectiveView(
                text(form, "id"),
                kind.slug(),
                CollectivesQuery.address(kind),
                words.get("collective.new.text." + kind.slug()),
                words.get("collective.name.hint." + kind.slug()),
                text(form, "name"),
                text(form, "unit"),
                text(form, "from"),
                places(Caller.of(context), text(form, "unit")),
                said);
        pages.show(context, status, "officer/new-collective", words.get("collective.new." + kind.slug()), view);
    }

    private List<Option> places(Caller caller, String chosen) {
        OrgTree tree = units.tree();
        return tree.units().stream()
                .filter(unit -> unit.kind() == OrgUnitKind.VILLAGE || unit.kind() == OrgUnitKind.COMMUNE)
                .filter(unit -> Scope.mayIn(caller, Action.EDIT, tree.path(unit.id())))
                .limit(OFFERED)
                .map(unit -> new Option(
                        unit.id(), Places.name(tree, unit.id()), unit.id().equals(chosen)))
                .toList();
    }

    private static SubjectKind kind(MultiMap form) {
        return SubjectKind.of(text(form, "kind")).filter(KINDS::contains).orElse(SubjectKind.FAMILY);
    }

    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    static String text(MultiMap form, String name) {
        return Objects.requireNonNullElse(form.get(name), "").strip();
    }
}
