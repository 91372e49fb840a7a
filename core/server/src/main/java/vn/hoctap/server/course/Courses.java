package vn.hoctap.server.course;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.subject.SearchText;

/** All courses, kept in memory as one snapshot. Safe for use from any thread. */
public final class Courses {
    private final Database database;
    private final AtomicReference<@Nullable NavigableMap<String, Course>> byCode = new AtomicReference<>();

    public Courses(Database database) {
        this.database = database;
    }

    public Optional<Course> find(String code) {
        return Optional.ofNullable(snapshot().get(code));
    }

    /** In the order of their codes. */
    public List<Course> all() {
        return List.copyOf(snapshot().values());
    }

    /**
     * In the order of their codes.
     *
     * @param text part of the title, with or without tone marks, or of the code
     * @param after the code of the last course of the page before
     */
    public List<Course> list(String text, Optional<String> after, int limit) {
        String part = SearchText.of(text);
        return after.map(code -> snapshot().tailMap(code, false)).orElse(snapshot()).values().stream()
                .filter(course -> SearchText.of(course.title()).contains(part)
                        || SearchText.of(course.code()).contains(part))
                .limit(limit)
                .toList();
    }

    /** Enters each course, or replaces the one with its code. */
    public void put(Collection<Course> courses) {
        // One row may be written once only in a statement: of two courses with the same code the later one stays.
        Map<String, Course> once = courses.stream()
                .collect(Collectors.toMap(Course::code, Function.identity(), (earlier, later) -> later));
        new CourseRows(database).put(once.values());
        reload();
    }

    /** Reads the catalogue again, after somebody else has changed it. */
    public NavigableMap<String, Course> reload() {
        NavigableMap<String, Course> read = new TreeMap<>();
        new CourseRows(database).all().forEach(course -> read.put(course.code(), course));
        byCode.set(read);
        return read;
    }

    private NavigableMap<String, Course> snapshot() {
        NavigableMap<String, Course> known = byCode.get();
        return known == null ? reload() : known;
    }
}
