package vn.hoctap.server.assessment;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.learner.Actions;
import vn.hoctap.server.learner.Belongings;
import vn.hoctap.server.learner.Person;
import vn.hoctap.server.learner.PersonRecord;
import vn.hoctap.server.learner.RecordViews;
import vn.hoctap.server.learner.Records;
import vn.hoctap.server.learner.StandingViews;
import vn.hoctap.server.ledger.Recording.Answer;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.subject.Subjects;

/** One person for those who look after him: how he stands, and forms to appraise, verify, reject and withdraw. */
public final class PersonPages {
    private final Pages pages;
    private final Subjects subjects;
    private final OrgUnits units;
    private final Records records;
    private final Actions actions;
    private final Inquiry inquiry;
    private final Belongings belongings;
    private final CollectivePage collectives;

    public PersonPages(
            Pages pages,
            Subjects subjects,
            OrgUnits units,
            Records records,
            Actions actions,
            Inquiry inquiry,
            Belongings belongings,
            CollectivePage collectives) {
        this.pages = pages;
        this.subjects = subjects;
        this.units = units;
        this.records = records;
        this.actions = actions;
        this.inquiry = inquiry;
        this.belongings = belongings;
        this.collectives = collectives;
    }

    public void mount(Router router) {
        String one = Person.OTHERS + "/:id";
        pages.get(router, one, this::person);
        pages.post(router, one + "/scores", context -> actions.score(context, Person.other(subjects, context)));
        pages.post(router, one + "/withdrawal", context -> actions.withdraw(context, Person.other(subjects, context)));
        pages.post(router, one + "/verification", this::verify);
        pages.post(router, one + "/verification/question", this::ask);
        collectives.mount(router);
    }

    private void verify(RoutingContext context) {
        Person person = Person.other(subjects, context);
        Answer answer = actions.verify(context, person);
        Pages.redirect(context, person.base() + Actions.outcome(context, answer));
    }

    private void ask(RoutingContext context) {
        Person person = Person.other(subjects, context);
        inquiry.ask(person, context.request().formAttributes());
        Pages.redirect(context, person.base() + "?said=asked");
    }

    private void person(RoutingContext context) {
        Person person = Person.other(subjects, context);
        Words words = pages.words(context);
        int cycle = Cycles.of(context);
        PersonRecord record = records.of(person, cycle);
        RecordViews views = new RecordViews(words, person, record, records.titleViews(words), context.queryParams());
        String name = person.subject().name();
        boolean collective = person.subject().kind() != SubjectKind.CITIZEN;
        PersonView view = new PersonView(
                person.base(),
                collective
                        ? collectives.kicker(words, person, cycle)
                        : person.kicker(words, units.tree(), cycle) + " · " + person.id(),
                name,
                sentence(words, record),
                Cycles.links(person.base(), cycle),
                views.said(),
                views.won(name),
                person.rights().log(),
                person.rights().link(),
                views.standings(),
                views.titles(),
                views.activities(),
                collective ? List.of() : belongings.of(words, records.titleViews(words), person, cycle));
        if (view.won() != null) {
            Pages.showTop(context);
        }
        if (collective) {
            Pages.under(context, CollectivesQuery.HERE);
            pages.show(context, "officer/collective", name, collectives.of(words, person, view, cycle));
        } else {
            pages.show(context, "officer/person", name, view);
        }
    }

    private static String sentence(Words words, PersonRecord record) {
        return record.judgements().stream()
                .findFirst()
                .map(judgement -> StandingViews.sentence(words, judgement, record))
                .orElseGet(() -> words.get("standing.none"));
    }
}
