package vn.hoctap.server.title;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;

/** Reads and writes titles in bulk. */
public final class TitleRows {
    static final String COLUMNS = "serial, title, cycle, set_id, set_version, level, state, awarded_at, valid_until,"
            + " as_of, reason, decided_by, flag, changed_at";

    private TitleRows() {}

    /** A new title with the explanation of its award. */
    @SuppressWarnings("ArrayRecordComponent") // bytes for the database; nobody compares these records
    public record Awarded(long subject, Title title, byte[] explanation) {}

    public record Altered(long subject, Title title) {}

    public static Future<RowSet<Row>> read(Sql sql, Collection<Long> subjects) {
        return sql.send("select subject, " + COLUMNS + " from title where subject = any($1)", (Object)
                subjects.toArray(Long[]::new));
    }

    public static Map<Long, List<Title>> bySubject(RowSet<Row> rows) {
        Map<Long, List<Title>> titles = new HashMap<>();
        for (Row row : rows) {
            titles.computeIfAbsent(row.getLong("subject"), subject -> new ArrayList<>())
                    .add(title(row));
        }
        return titles;
    }

    /** The JSON of the award's explanation, by serial. */
    public static Map<String, String> explanations(Sql sql, Collection<Long> subjects) {
        Map<String, String> explanations = new HashMap<>();
        sql.rows("select serial, convert_from(explanation, 'UTF8') as json from title where subject = any($1)", (Object)
                        subjects.toArray(Long[]::new))
                .forEach(row -> explanations.put(row.getString("serial"), row.getString("json")));
        return explanations;
    }

    static Title title(Row row) {
        return new Title(
                row.getString("serial"),
                row.getString("title"),
                row.getInteger("cycle"),
                row.getString("set_id"),
                row.getString("set_version"),
                row.getString("level"),
                TitleState.valueOf(row.getString("state")),
                row.getOffsetDateTime("awarded_at").toInstant(),
                Columns.instant(row.getOffsetDateTime("valid_until")),
                row.getOffsetDateTime("as_of").toInstant(),
                row.getString("reason"),
                row.getString("decided_by"),
                row.getString("flag"),
                row.getOffsetDateTime("changed_at").toInstant());
    }

    /** Before {@link #insert}, so that the unique index sees the old title end first. */
    public static Future<RowSet<Row>> update(Sql sql, List<Altered> altered) {
        return sql.send(
                """
                update title t set state = u.state, reason = u.reason, decided_by = u.decided_by, flag = u.flag,
                    changed_at = u.changed_at
                from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
                    u(subject, serial, state, reason, decided_by, flag, changed_at)
                where t.subject = u.subject and t.serial = u.serial""",
                Columns.of(altered, Long[]::new, Altered::subject),
                Columns.of(altered, String[]::new, a -> a.title().serial()),
                Columns.of(altered, String[]::new, a -> a.title().state().name()),
                Columns.of(altered, String[]::new, a -> a.title().reason()),
                Columns.of(altered, String[]::new, a -> a.title().decidedBy()),
                Columns.of(altered, String[]::new, a -> a.title().flag()),
                Columns.of(
                        altered,
                        OffsetDateTime[]::new,
                        a -> Columns.utc(a.title().changedAt())));
    }

    public static Future<RowSet<Row>> insert(Sql sql, List<Awarded> awarded) {
        return sql.send(
                """
                insert into title (subject, serial, title, cycle, set_id, set_version, level, state, awarded_at,
                    valid_until, as_of, explanation, changed_at)
                select * from unnest($1::bigint[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[],
                    $7::text[], $8::text[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::bytea[],
                    $13::timestamptz[])""",
                Columns.of(awarded, Long[]::new, Awarded::subject),
                Columns.of(awarded, String[]::new, a -> a.title().serial()),
                Columns.of(awarded, String[]::new, a -> a.title().title()),
                Columns.of(awarded, Integer[]::new, a -> a.title().cycle()),
                Columns.of(awarded, String[]::new, a -> a.title().set()),
                Columns.of(awarded, String[]::new, a -> a.title().version()),
                Columns.of(awarded, String[]::new, a -> a.title().level()),
                Columns.of(awarded, String[]::new, a -> a.title().state().name()),
                Columns.of(
                        awarded,
                        OffsetDateTime[]::new,
                        a -> Columns.utc(a.title().awardedAt())),
                Columns.of(
                        awarded,
                        OffsetDateTime[]::new,
                        a -> Columns.utc(a.title().validUntil())),
                Columns.of(
                        awarded,
                        OffsetDateTime[]::new,
                        a -> Columns.utc(a.title().asOf())),
                Columns.of(awarded, Buffer[]::new, a -> Buffer.buffer(a.explanation())),
                Columns.of(
                        awarded,
                        OffsetDateTime[]::new,
                        a -> Columns.utc(a.title().changedAt())));
    }
}
