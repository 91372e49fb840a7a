package vn.hoctap.server.learner;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.List;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.subject.Subjects;
import vn.hoctap.server.title.TitleRecord;
import vn.hoctap.server.title.TitleState;

/** My learning: where I stand, what is nearest, why, and what I did. */
public final class LearnerPages {
    private final Pages pages;
    private final Subjects subjects;
    private final OrgUnits units;
    private final Records records;
    private final Actions actions;
    private final Inquiries inquiries;
    private final Belongings belongings;

    public LearnerPages(
            Pages pages,
            Subjects subjects,
            OrgUnits units,
            Records records,
            Actions actions,
            Inquiries inquiries,
            Belongings belongings) {
        this.pages = pages;
        this.subjects = subjects;
        this.units = units;
        this.records = records;
        this.actions = actions;
        this.inquiries = inquiries;
        this.belongings = belongings;
    }

    public void mount(Router router) {
        pages.get(router, Person.ME, this::me);
        pages.post(
                router, Person.ME + "/withdrawal", context -> actions.withdraw(context, Person.me(subjects, context)));
        pages.post(router, Person.ME + "/scores", context -> actions.score(context, Person.me(subjects, context)));
    }

    private void me(RoutingContext context) {
        Person person = Person.me(subjects, context);
        Words words = pages.words(context);
        int cycle = Cycles.of(context);
        PersonRecord record = records.of(person, cycle);
        Greeting greeting = Greeting.to(
                words, person.subject().name(), person.subject().history().birthDate(), LocalDate.now(Words.ZONE));
        RecordViews views = new RecordViews(words, person, record, records.titleViews(words), context.queryParams());
        LearnerView view = new LearnerView(
                person.base(),
                person.kicker(words, units.tree(), cycle),
                sentence(words, greeting, record),
                Cycles.links(Person.ME, cycle),
                views.said(),
                views.won(greeting.who()),
                inquiries.open(words, person, record.activities()),
                views.standings(),
                views.titles(),
                views.activities(),
                belongings.of(words, records.titleViews(words), person, cycle));
        if (view.won() != null) {
            Pages.showTop(context);
        }
        pages.show(context, "learner/me", words.get("nav.me"), view);
    }

    private String sentence(Words words, Greeting greeting, PersonRecord record) {
        List<TitleRecord> live = record.liveTitles();
        String held = live.isEmpty() ? null : records.titleViews(words).name(live.getFirst());
        boolean eligible = !live.isEmpty() && live.getFirst().state().equals(TitleState.ELIGIBLE.name());
        return greeting.sentence(record, held, eligible);
    }
}
