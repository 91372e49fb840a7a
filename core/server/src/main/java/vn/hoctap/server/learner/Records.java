package vn.hoctap.server.learner;

import vn.hoctap.server.title.TitleViews;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.plugin.Registry;
import vn.hoctap.server.title.TitleRecord;
import vn.hoctap.server.title.Titles;

/** All that pages tell about people: how they stand, their titles, what they did. Safe for use from any thread. */
public final class Records {
    private final Judging judging;
    private final Titles titles;
    private final Diary diary;
    private final Supplier<Registry> registry;

    public Records(Judging judging, Titles titles, Sql sql, Courses courses, Supplier<Registry> registry) {
        this.judging = judging;
        this.titles = titles;
        this.diary = new Diary(sql, courses);
        this.registry = registry;
    }

    public PersonRecord of(Person person, int cycle) {
        long key = person.subject().key();
        return new PersonRecord(
                cycle,
                judgements(person.id(), cycle),
                titles.of(person.id()),
                diary.activities(key),
                set -> diary.given(key, set.awards(), cycle));
    }

    /** Under every set that judges the person in the cycle. */
    public List<Judgement> judgements(String subject, int cycle) {
        return judging.of(subject, cycle);
    }

    /** The same as if the activity had never been recorded. */
    List<Judgement> without(String subject, int cycle, String activity) {
        return judging.without(subject, cycle, activity);
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
