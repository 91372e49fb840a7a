package vn.hoctap.server.learner;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vn.hoctap.api.Fact;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.CourseOffer;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.evidence.Questions;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.ledger.Explained;
import vn.hoctap.server.ledger.Judgements;
import vn.hoctap.server.plugin.Registry;
import vn.hoctap.server.title.TitleRecord;
import vn.hoctap.server.title.TitleViews;
import vn.hoctap.server.title.Titles;

/** All that pages tell about people: how they stand, their titles, what they did. Safe for use from any thread. */
public final class Records {
    private final Judgements judgements;
    private final Titles titles;
    private final Courses courses;
    private final Diary diary;
    private final Questions questions;
    private final Supplier<Registry> registry;

    public Records(Judgements judgements, Titles titles, Sql sql, Courses courses, Supplier<Registry> registry) {
        this.judgements = judgements;
        this.courses = courses;
        this.titles = titles;
        this.diary = new Diary(sql, courses);
        this.questions = new Questions(sql, InstantSource.system());
        this.registry = registry;
    }

    public PersonRecord of(Person person, int cycle) {
        long key = person.subject().key();
        return new PersonRecord(
                cycle,
                judgements(person.id(), cycle),
                titles.of(person.id()),
                diary.activities(key),
                questions.open(key),
                set -> diary.given(key, set.awards(), cycle));
    }

    /** Under every set that judges the person in the cycle. */
    public List<Judgement> judgements(String subject, int cycle) {
        return asked(judgements.of(subject, cycle));
    }

    /** The same as if an officer had verified the activity. */
    public List<Judgement> verified(String subject, int cycle, String activity) {
        return asked(judgements.verified(subject, cycle, activity));
    }

    /** The same as if the activity had never been recorded. */
    List<Judgement> without(String subject, int cycle, String activity) {
        return asked(judgements.without(subject, cycle, activity));
    }

    /** The same as if these facts had been recorded too; nothing is. */
    public List<Judgement> with(String subject, int cycle, Collection<Fact> facts) {
        return asked(judgements.with(subject, cycle, facts));
    }

    private List<Judgement> asked(List<Explained> explained) {
        List<CourseOffer> catalogue = courses.offered().stream()
                .map(course -> new CourseOffer(
                        course.code(), course.title(), Optional.ofNullable(course.hours()), course.skills()))
                .toList();
        return explained.stream().map(one -> new Judgement(one, catalogue)).toList();
    }

    public Optional<TitleRecord> title(String serial) {
        return titles.find(serial);
    }

    public Optional<CriteriaSet> set(String id) {
        return registry.get().set(id);
    }

    public Diary diary() {
        return diary;
    }

    public TitleViews titleViews(Words words) {
        return new TitleViews(words, this::set);
    }
}
