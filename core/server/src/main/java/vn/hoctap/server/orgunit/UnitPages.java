package vn.hoctap.server.orgunit;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.subject.Consequences;
import vn.hoctap.server.subject.Subjects;

/** The tree for those who may change it: looking around, entering and changing units. */
public final class UnitPages {
    static final String HERE = "/units";
    static final String NEW = HERE + "/new";
    private static final String ONE = HERE + "/of/:id";

    private final Pages pages;
    private final OrgUnits units;
    private final OrgUnitApi api;

    public UnitPages(Pages pages, OrgUnits units, Subjects subjects, Consequences consequences) {
        this.pages = pages;
        this.units = units;
        this.api = new OrgUnitApi(units, subjects, consequences);
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::list);
        pages.get(router, NEW, this::blank);
        pages.post(router, NEW, this::create);
        pages.get(router, ONE, this::show);
        pages.post(router, ONE, this::change);
    }

    static Caller demand(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.EDIT_UNITS);
        return caller;
    }

    private void list(RoutingContext context) {
        Caller caller = demand(context);
        Words words = pages.words(context);
        UnitsView view = new UnitList(units.tree(), words, caller).of(context.queryParams());
        pages.show(context, "orgunit/units", words.get("nav.units"), view);
    }

    private void blank(RoutingContext context) {
        demand(context);
        String parent = Objects.requireNonNullElse(context.queryParams().get("parent"), "");
        form(context, 200, UnitForm.empty(parent), "village", Map.of());
    }

    private void create(RoutingContext context) {
        Caller caller = demand(context);
        UnitView.Form form = UnitForm.of(context.request().formAttributes());
        String kind = kind(context);
        try {
            OrgUnit unit = api.read(caller, UnitForm.body(form, kind, Map.of()));
            units.create(List.of(unit), caller.name());
            Pages.redirect(context, UnitList.href(unit.id()) + "?said=saved");
        } catch (Problem refused) {
            form(context, refused.status(), form, kind, faults(context, refused));
        }
    }

    private void form(RoutingContext context, int status, UnitView.Form form, String kind, Map<String, String> faults) {
        Words words = pages.words(context);
        UnitView view = new UnitView(
                words.get("nav.units"),
                words.get("tree.new"),
                HERE + (form.parent().isEmpty() ? "" : "?under=" + UnitList.encoded(form.parent())),
                NEW,
                true,
                false,
                true,
                List.of(),
                List.of(),
                form,
                kinds(words, kind, Stream.of(OrgUnitKind.values())),
                faults,
                null);
        pages.show(context, status, "orgunit/unit", words.get("tree.new"), view);
    }

    private void show(RoutingContext context) {
        demand(context);
        OrgUnit unit = demandUnit(context);
        show(context, 200, unit, UnitForm.of(unit), unit.kind().slug(), Map.of());
    }

    private OrgUnit demandUnit(RoutingContext context) {
        String id = String.valueOf(context.pathParam("id"));
        return units.tree().find(id).orElseThrow(() -> Problem.notFound("There is no unit " + id + "."));
    }

    private void change(RoutingContext context) {
        Caller caller = demand(context);
        OrgUnit unit = demandUnit(context);
        UnitView.Form form = UnitForm.of(context.request().formAttributes());
        String kind = kind(context);
        try {
            api.change(caller, unit.id(), UnitForm.body(form, kind, unit.attributes()));
            Pages.redirect(context, UnitList.href(unit.id()) + "?said=saved");
        } catch (Problem refused) {
            show(context, refused.status(), unit, form, kind, faults(context, refused));
        }
    }

    private void show(
            RoutingContext context,
            int status,
            OrgUnit unit,
            UnitView.Form form,
            String kind,
            Map<String, String> faults) {
        Words words = pages.words(context);
        OrgTree tree = units.tree();
        boolean may = Scope.mayIn(Caller.of(context), Action.EDIT_UNITS, tree.path(unit.id()));
        String parent = unit.parent();
        UnitView view = new UnitView(
                words.get("tree.kind." + unit.kind().slug()) + " · " + unit.id(),
                unit.name(),
                HERE + (parent == null ? "" : "?under=" + UnitList.encoded(parent)),
                UnitList.href(unit.id()),
                false,
                "saved".equals(context.queryParams().get("said")),
                may,
                UnitFacts.of(tree, unit, words),
                UnitFacts.past(tree, unit, words),
                form,
                kinds(
                        words,
                        kind,
                        Stream.of(OrgUnitKind.values())
                                .filter(one -> one.subject() == unit.kind().subject())),
                faults,
                may && unit.to() == null ? ReorganisePages.HERE + "?unit=" + UnitList.encoded(unit.id()) : null);
        pages.show(context, status, "orgunit/unit", unit.name(), view);
    }

    private static String kind(RoutingContext context) {
        return Objects.requireNonNullElse(context.request().getFormAttribute("kind"), "");
    }

    private static List<UnitView.Option> kinds(Words words, String chosen, Stream<OrgUnitKind> kinds) {
        return kinds.map(OrgUnitKind::slug)
                .map(kind -> new UnitView.Option(kind, words.get("tree.kind." + kind), kind.equals(chosen)))
                .toList();
    }

    /** What is wrong, by the field of the form. Whoever may not do it at all is told so by the page for that. */
    private Map<String, String> faults(RoutingContext context, Problem refused) {
        if (refused.status() != 400 && refused.status() != 409) {
            throw refused;
        }
        Words words = pages.words(context);
        Map<String, String> faults = new LinkedHashMap<>();
        refused.errors().forEach(error -> {
            String field = error.pointer().split("/", 3)[1];
            faults.putIfAbsent(field, words.orElse("tree.wrong." + field, error.detail()));
        });
        return faults;
    }
}
