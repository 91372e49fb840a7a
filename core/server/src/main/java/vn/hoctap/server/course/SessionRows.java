package vn.hoctap.server.course;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;

/** Sessions in the database. */
final class SessionRows {
    private static final String SELECT = """
            select s.*, (select count(*) from enrolment e where e.session = s.id and e.state <> 'CANCELLED')::int as taken
            from course_session s where\s""";

    private SessionRows() {}

    static Optional<Session> find(Sql sql, String id) {
        return sql.first(SELECT + "s.id = $1", id).map(SessionRows::read);
    }

    /** Counted only after the lock is held: who waited for it must see what the one before has entered. */
    static Optional<Session> lock(Sql sql, String id) {
        return sql.first("select id from course_session where id = $1 for update", id)
                .flatMap(row -> find(sql, id));
    }

    /** In the order in which they begin. */
    static List<Session> list(Sql sql, String condition, int limit, @Nullable Object... arguments) {
        @Nullable Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = limit;
        return sql.rows(SELECT + condition + " order by s.starts, s.id limit $" + all.length, all).stream()
                .map(SessionRows::read)
                .toList();
    }

    static void put(Sql sql, Session session, String by) {
        sql.update(
                """
                insert into course_session (id, course, starts, ends, place, capacity, register_until, note, cancellation,
                    changed_by)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                on conflict (id) do update set starts = excluded.starts, ends = excluded.ends, place = excluded.place,
                    capacity = excluded.capacity, register_until = excluded.register_until, note = excluded.note,
                    cancellation = excluded.cancellation, changed_at = now(), changed_by = excluded.changed_by""",
                session.id(),
                session.course(),
                Columns.utc(session.starts()),
                Columns.utc(session.ends()),
                session.place(),
                session.capacity(),
                Columns.utc(session.registerUntil()),
                session.note(),
                session.cancellation(),
                by);
    }

    private static Session read(Row row) {
        return new Session(
                row.getString("id"),
                row.getString("course"),
                moment(row, "starts"),
                moment(row, "ends"),
                row.getString("place"),
                row.getInteger("capacity"),
                Columns.instant(row.getOffsetDateTime("register_until")),
                row.getString("note"),
                row.getString("cancellation"),
                row.getInteger("taken"));
    }

    private static Instant moment(Row row, String column) {
        OffsetDateTime moment = row.getOffsetDateTime(column);
        return moment.toInstant();
    }
}
