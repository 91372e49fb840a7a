package vn.hoctap.server.assessment;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.learner.Person;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.subject.Consequences;
import vn.hoctap.server.subject.SubjectChange;
import vn.hoctap.server.subject.Subjects;

/** A family or clan is called otherwise, or has moved. Communities and units have the name of their place. */
public final class CollectiveChangePages {
    private static final String HERE = "/change";

    private final Pages pages;
    private final Subjects subjects;
    private final OrgUnits units;
    private final Consequences consequences;

    public CollectiveChangePages(Pages pages, Subjects subjects, OrgUnits units, Consequences consequences) {
        this.pages = pages;
        this.subjects = subjects;
        this.units = units;
        this.consequences = consequences;
    }

    public void mount(Router router) {
        pages.get(router, Person.OTHERS + "/:id" + HERE, this::form);
        pages.post(router, Person.OTHERS + "/:id" + HERE, this::change);
    }

    static String address(Person collective) {
        return collective.base() + HERE;
    }

    static boolean changeable(Person collective) {
        return NewCollectivePages.KINDS.contains(collective.subject().kind())
                && Scope.may(collective.caller(), Action.EDIT, collective.id(), collective.paths());
    }

    private Person demand(RoutingContext context) {
        Person collective = Person.other(subjects, context);
        Scope.demand(collective.caller(), Action.EDIT, collective.id(), collective.paths());
        if (!changeable(collective)) {
            throw Problem.notFound("Only families and clans are changed here.");
        }
        return collective;
    }

    private void form(RoutingContext context) {
        Person collective = demand(context);
        MultiMap now = MultiMap.caseInsensitiveMultiMap()
                .set(CollectiveForm.NAME, collective.subject().name())
                .set(CollectiveForm.UNIT, home(collective))
                .set(CollectiveForm.FROM, subjects.today().toString());
        show(context, 200, collective, now, Map.of());
    }

    private void change(RoutingContext context) {
        Person collective = demand(context);
        MultiMap sent = context.request().formAttributes();
        CollectiveForm form = new CollectiveForm(sent, collective.caller(), units.tree());
        Map<String, String> faults = form.faults();
        if (!faults.isEmpty()) {
            show(context, 400, collective, sent, faults);
            return;
        }
        boolean called = !form.name().equals(collective.subject().name());
        boolean moved = !form.unit().equals(home(collective));
        SubjectChange named = called ? form.change().named(form.name()) : form.change();
        SubjectChange change = moved ? named.living(form.unit()) : named;
        if (called || moved) {
            subjects.change(collective.id(), change, collective.caller().name());
        }
        if (moved) {
            consequences.judge(List.of(collective.id()), collective.caller().name());
        }
        Pages.redirect(context, collective.base() + "?said=changed");
    }

    private String home(Person collective) {
        return collective.subject().residence(subjects.today()).orElse("");
    }

    private void show(
            RoutingContext context, int status, Person collective, MultiMap sent, Map<String, String> faults) {
        Words words = pages.words(context);
        String kind = collective.subject().kind().slug();
        CollectiveForm form = new CollectiveForm(sent, collective.caller(), units.tree());
        CollectiveFormView view = new CollectiveFormView(
                address(collective),
                collective.base(),
                null,
                kind,
                words.get("collective.change.text"),
                words.get("collective.name.hint." + kind),
                form.name(),
                form.unit(),
                words.get("collective.change.from"),
                form.from(),
                words.get("collective.change.save"),
                form.places(),
                CollectiveForm.said(words, faults));
        Pages.under(context, CollectivesQuery.HERE);
        pages.show(context, status, "officer/collective-form", words.get("collective.change." + kind), view);
    }
}
