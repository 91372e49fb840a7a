package vn.hoctap.server.course;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.subject.SearchText;

/** All courses, kept in memory as one snapshot. Safe for use from any thread. */
public final class Courses {

    /** @param searched title and code, each word after a blank */
    record Entry(Course course, String searched) {
        static Entry of(Course course) {
            return new Entry(course, " " + SearchText.of(course.title() + " " + course.code()));
        }
    }

    /** @param number of the reading; a later one sees all that an earlier one saw */
    private record Read(long number, NavigableMap<String, Entry> byCode) {
        static Read later(@Nullable Read one, Read other) {
            return one != null && one.number > other.number ? one : other;
        }
    }

    private final Database database;
    private final AtomicLong readings = new AtomicLong();
    private final AtomicReference<@Nullable Read> latest = new AtomicReference<>();

    public Courses(Database database) {
        this.database = database;
    }

    public Optional<Course> find(String code) {
        return Optional.ofNullable(snapshot().get(code)).map(Entry::course);
    }

    /** In the order of their codes, those not offered any more too. */
    public List<Course> all() {
        return snapshot().values().stream().map(Entry::course).toList();
    }

    /** In the order of their codes, those that one can take. */
    public List<Course> offered() {
        return all().stream().filter(course -> !course.retired()).toList();
    }

    /**
     * Those offered, in the order of their codes.
     *
     * @param text words of the title, with or without tone marks, or part of the code
     * @param after the code of the last course of the page before
     */
    public List<Course> list(String text, Optional<String> after, int limit) {
        return list(CourseQuery.of(text), after, limit);
    }

    /** @param after the code of the last course of the page before */
    public List<Course> list(CourseQuery query, Optional<String> after, int limit) {
        Predicate<Entry> test = query.test();
        return after.map(code -> snapshot().tailMap(code, false)).orElse(snapshot()).values().stream()
                .filter(test)
                .limit(limit)
                .map(Entry::course)
                .toList();
    }

    /** Enters each course, or replaces the one with its code. */
    public void put(Collection<Course> courses, String by) {
        // One row may be written once only in a statement: of two courses with the same code the later one stays.
        Map<String, Course> once = courses.stream()
                .collect(Collectors.toMap(Course::code, Function.identity(), (earlier, later) -> later));
        List<Act> acts = once.keySet().stream()
                .sorted()
                .map(code -> Act.of(by, Deed.COURSE_CHANGED).on(code))
                .toList();
        database.inTransaction(sql -> {
            new CourseRows(sql).put(once.values());
            Audit.write(sql, by.equals(Act.HOCTAP) ? List.of() : acts);
            return acts;
        });
        reload();
    }

    /** Reads the catalogue again, after somebody else has changed it. An older reading never takes the place of a newer one. */
    public void reload() {
        read();
    }

    private Read read() {
        long number = readings.incrementAndGet();
        NavigableMap<String, Entry> byCode = new TreeMap<>();
        new CourseRows(database).all().forEach(course -> byCode.put(course.code(), Entry.of(course)));
        Read read = new Read(number, byCode);
        return Objects.requireNonNull(
                latest.accumulateAndGet(read, (before, now) -> Read.later(before, Objects.requireNonNull(now))));
    }

    private NavigableMap<String, Entry> snapshot() {
        Read known = latest.get();
        return (known == null ? read() : known).byCode();
    }
}
