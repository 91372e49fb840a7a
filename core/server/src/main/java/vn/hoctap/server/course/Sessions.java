package vn.hoctap.server.course;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;

/** The dates of all courses. Safe for use from any thread. */
public final class Sessions {
    private final Database database;

    public Sessions(Database database) {
        this.database = database;
    }

    public Optional<Session> find(String id) {
        return SessionRows.find(database, id);
    }

    /**
     * Of one course in the order in which they begin.
     *
     * @param from those that end at or after this moment
     * @param after the last of the page before
     */
    public List<Session> of(String course, @Nullable Instant from, Optional<Session> after, int limit) {
        return SessionRows.list(
                database,
                "s.course = $1 and ($2::timestamptz is null or s.ends >= $2) and ($3::timestamptz is null"
                        + " or (s.starts, s.id) > ($3, $4))",
                limit,
                course,
                Columns.utc(from),
                Columns.utc(after.map(Session::starts).orElse(null)),
                after.map(Session::id).orElse(null));
    }

    /** The next date of each course that is still to come, by course. */
    public Map<String, Session> next(Collection<String> courses, Instant now) {
        return SessionRows.list(
                        database,
                        "s.course = any($1) and s.cancellation is null and s.ends > $2",
                        Integer.MAX_VALUE,
                        courses.toArray(String[]::new),
                        Columns.utc(now))
                .stream()
                .collect(Collectors.toMap(Session::course, session -> session, (first, later) -> first));
    }

    /** The courses that are held at or after this moment. */
    public Set<String> coursesFrom(Instant moment) {
        return database
                .rows(
                        "select distinct course from course_session where cancellation is null and ends >= $1",
                        Columns.utc(moment))
                .stream()
                .map(row -> row.getString("course"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Enters the session, or replaces the one with its id.
     *
     * @throws Problem 409 when more people take part already than it would hold, or it belongs to another course
     */
    public Session put(Session session, String by) {
        return database.inTransaction(sql -> {
            SessionRows.lock(sql, session.id()).ifPresent(known -> check(known, session));
            SessionRows.put(sql, session, by);
            return SessionRows.find(sql, session.id()).orElseThrow();
        });
    }

    /** Inside a transaction: nobody else enrols until it ends. */
    public static Optional<Session> lock(Sql sql, String id) {
        return SessionRows.lock(sql, id);
    }

    private static void check(Session known, Session changed) {
        if (!known.course().equals(changed.course())) {
            throw Problem.conflict("/id", "The session " + known.id() + " is known as one of another course.");
        }
        Integer capacity = changed.capacity();
        if (capacity != null && capacity < known.taken()) {
            throw Problem.conflict(
                    "/capacity",
                    known.taken() + " people take part already; enter at least " + known.taken()
                            + ", or cancel some of their enrolments first.");
        }
    }
}
