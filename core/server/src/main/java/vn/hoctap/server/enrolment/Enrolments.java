package vn.hoctap.server.enrolment;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.course.Session;
import vn.hoctap.server.course.Sessions;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.enrolment.Enrolment.Change;
import vn.hoctap.server.enrolment.Refused.Reason;
import vn.hoctap.server.ledger.TimedId;
import vn.hoctap.server.subject.Subjects;

/** All enrolments. Safe for use from any thread, and by several servers on one database. */
public final class Enrolments {
    private final Database database;
    private final Subjects subjects;
    private final Clock clock;

    public Enrolments(Database database, Subjects subjects, Clock clock) {
        this.database = database;
        this.subjects = subjects;
        this.clock = clock;
    }

    /**
     * Who takes part in what.
     *
     * @param subject the key
     * @param session empty: none
     * @param late the time for registration binds only those who enrol themselves
     */
    record Entry(long subject, Course course, Optional<String> session, boolean late) {}

    /** @param made it was not there before */
    record Entered(String id, boolean made) {}

    /** What an enrolment becomes; {@code fact} completed it. */
    record Update(
            String id,
            State state,
            int progress,
            @Nullable String session,
            @Nullable String fact) {}

    private EnrolmentRows rows(Sql sql) {
        return new EnrolmentRows(sql, subjects.names());
    }

    Optional<Enrolment> find(String id) {
        return rows(database).find(List.of(id)).stream().findFirst();
    }

    /** By id; unknown ones are absent. */
    Map<String, Enrolment> find(Collection<String> ids) {
        return rows(database).find(List.copyOf(ids)).stream()
                .collect(Collectors.toMap(Enrolment::id, Function.identity()));
    }

    List<Enrolment> list(EnrolmentQuery query) {
        return rows(database).list(query, subjects.tree(), subjects.today());
    }

    /** By course, how many people are in it and have not finished; courses without any are absent. */
    Map<String, Long> counts(Collection<String> courses) {
        return database.rows("""
                        select course, count(*) as n from enrolment
                        where course = any($1) and state in ('ENROLLED', 'IN_PROGRESS') group by course""", (Object) courses.toArray(String[]::new)).stream()
                .collect(Collectors.toMap(row -> row.getString("course"), row -> row.getLong("n")));
    }

    List<Change> history(String id) {
        return rows(database).history(id);
    }

    /**
     * Enters somebody. Twice is the same enrolment; another session of a course that he is in is a move to it.
     *
     * @throws Refused when the course or the session takes nobody
     */
    Entered enrol(Entry entry, String by) {
        if (entry.course().retired()) {
            throw new Refused(Reason.RETIRED);
        }
        return database.inTransaction(sql -> enrol(sql, entry, by));
    }

    /** Enters somebody who is so far already, in percent; for samples and for what is taken over from elsewhere. */
    public void enter(long subject, Course course, String session, int progress, String by) {
        Entered entered = enrol(new Entry(subject, course, Optional.of(session), true), by);
        if (progress > 0) {
            update(List.of(new Update(entered.id(), State.IN_PROGRESS, progress, session, null)), by);
        }
    }

    private Entered enrol(Sql sql, Entry entry, String by) {
        Instant now = clock.instant();
        Optional<Session> session = entry.session().map(id -> lock(sql, id));
        if (session.filter(s -> !s.course().equals(entry.course().code())).isPresent()) {
            throw new Refused(Reason.OTHER_COURSE);
        }
        Optional<Enrolment> known = known(sql, entry);
        if (known.filter(k -> session.isEmpty() || session.get().id().equals(k.session()))
                .isPresent()) {
            return new Entered(known.get().id(), false);
        }
        session.ifPresent(s -> demandSeat(s, now, entry.late()));
        if (known.isPresent()) {
            Enrolment moved = known.get();
            write(sql, new Update(moved.id(), moved.state(), moved.progress(), sessionId(session), null), by);
            return new Entered(moved.id(), false);
        }
        return insert(sql, entry, by);
    }

    private static Session lock(Sql sql, String id) {
        return Sessions.lock(sql, id).orElseThrow(() -> new Refused(Reason.UNKNOWN));
    }

    private static @Nullable String sessionId(Optional<Session> session) {
        return session.map(Session::id).orElse(null);
    }

    private static void demandSeat(Session session, Instant now, boolean late) {
        switch (session.state(now)) {
            case OPEN -> {}
            case CLOSED -> {
                if (!late) {
                    throw new Refused(Reason.CLOSED);
                }
            }
            case FULL -> throw new Refused(Reason.FULL);
            case OVER -> throw new Refused(Reason.OVER);
            case CANCELLED -> throw new Refused(Reason.CANCELLED);
        }
    }

    /** The enrolment that this would be: an open one of the course, or one that has this seat already. */
    private Optional<Enrolment> known(Sql sql, Entry entry) {
        List<String> ids = sql
                .rows(
                        """
                        select id from enrolment where subject = $1 and course = $2
                            and (state in ('ENROLLED', 'IN_PROGRESS') or session = $3 and state <> 'CANCELLED')
                        for update""",
                        entry.subject(),
                        entry.course().code(),
                        entry.session().orElse(null))
                .stream()
                .map(row -> row.getString("id"))
                .toList();
        List<Enrolment> candidates = rows(sql).find(ids);
        Optional<Enrolment> seated = candidates.stream()
                .filter(e -> e.session() != null
                        && entry.session().filter(e.session()::equals).isPresent())
                .findFirst();
        return seated.or(() -> {
            // Who has completed it by what came from elsewhere takes the course again.
            candidates.stream()
                    .filter(e -> e.state() == State.COMPLETED)
                    .forEach(e -> sql.update(
                            "update enrolment set state = 'COMPLETED', progress = 100, fact = $2 where id = $1",
                            e.id(),
                            e.fact()));
            return candidates.stream().filter(e -> e.state().open()).findFirst();
        });
    }

    private Entered insert(Sql sql, Entry entry, String by) {
        String id = TimedId.next(clock);
        int inserted = sql.update(
                """
                insert into enrolment (id, subject, course, session, state, enrolled_at, enrolled_by)
                values ($1, $2, $3, $4, 'ENROLLED', $5, $6) on conflict do nothing""",
                id,
                entry.subject(),
                entry.course().code(),
                entry.session().orElse(null),
                Columns.utc(clock.instant()),
                by);
        if (inserted == 0) {
            return new Entered(known(sql, entry).orElseThrow().id(), false);
        }
        keep(sql, id, by);
        return new Entered(id, true);
    }

    /** All or none. */
    void update(Collection<Update> updates, String by) {
        database.inTransaction(sql -> {
            updates.stream()
                    .sorted((one, other) -> one.id().compareTo(other.id()))
                    .forEach(update -> write(sql, update, by));
            return updates.size();
        });
    }

    private void write(Sql sql, Update update, String by) {
        sql.update("""
                update enrolment set state = $2, progress = $3, session = $4, fact = $5
                where id = $1 and not ($2 = 'CANCELLED' and state = 'COMPLETED')""", update.id(), update.state().name(), update.progress(), update.session(), update.fact());
        keep(sql, update.id(), by);
    }

    private void keep(Sql sql, String id, String by) {
        sql.update("""
                insert into enrolment_change (enrolment, state, progress, session, changed_at, changed_by)
                select id, state, progress, session, $2, $3 from enrolment where id = $1""", id, Columns.utc(clock.instant()), by);
    }
}
