package vn.hoctap.server.assessment;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
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
        MultiMap sent = context.request().formAttributes();
        CollectiveForm form = new CollectiveForm(sent, caller, units.tree());
        Map<String, String> faults = form.faults();
        String id = CollectiveForm.text(sent, "id");
        if (!faults.isEmpty() || !ID.matcher(id).matches()) {
            show(context, 400, sent, faults);
            return;
        }
        SubjectChange content = form.change().named(form.name()).living(form.unit());
        enter(new NewSubject(id, kind(sent), content), caller);
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

    private void show(RoutingContext context, int status, MultiMap sent, Map<String, String> faults) {
        Words words = pages.words(context);
        SubjectKind kind = kind(sent);
        CollectiveForm form = new CollectiveForm(sent, Caller.of(context), units.tree());
        CollectiveFormView view = new CollectiveFormView(
                HERE,
                CollectivesQuery.address(kind),
                CollectiveForm.text(sent, "id"),
                kind.slug(),
                words.get("collective.new.text." + kind.slug()),
                words.get("collective.name.hint." + kind.slug()),
                form.name(),
                form.unit(),
                words.get("collective.from"),
                form.from(),
                words.get("collective.save"),
                form.places(),
                CollectiveForm.said(words, faults));
        pages.show(context, status, "officer/collective-form", words.get("collective.new." + kind.slug()), view);
    }

    private static SubjectKind kind(MultiMap sent) {
        return SubjectKind.of(CollectiveForm.text(sent, "kind"))
                .filter(KINDS::contains)
                .orElse(SubjectKind.FAMILY);
    }
}
