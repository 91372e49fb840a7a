package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Command.Mark;

/** What was said of facts, in the order in which it was said. */
final class MarkRows {
    private MarkRows() {}

    /** A mark to append, with the key of its subject. */
    record NewMark(long subject, Mark command, String by) {}

    static Future<RowSet<Row>> read(Sql sql, Collection<Long> subjects) {
        return sql.send(
                "select subject, fact, mark, reason from fact_mark where subject = any($1) order by subject, fact, seq",
                (Object) subjects.toArray(Long[]::new));
    }

    /** By subject and fact; facts of which nothing was said are absent. */
    static Map<Long, Map<String, FactStanding>> standings(RowSet<Row> rows) {
        Map<Long, Map<String, FactStanding>> standings = new HashMap<>();
        for (Row row : rows) {
            add(
                    standings,
                    row.getLong("subject"),
                    row.getString("fact"),
                    MarkKind.of(row.getString("mark")),
                    row.getString("reason"));
        }
        return standings;
    }

    /** What is said after all that is stored. */
    static void add(Map<Long, Map<String, FactStanding>> standings, List<NewMark> marks) {
        marks.forEach(mark -> add(
                standings,
                mark.subject(),
                mark.command().factId(),
                mark.command().kind(),
                mark.command().reason()));
    }

    private static void add(
            Map<Long, Map<String, FactStanding>> standings,
            long subject,
            String fact,
            MarkKind mark,
            @Nullable String reason) {
        standings
                .computeIfAbsent(subject, key -> new HashMap<>())
                .merge(fact, FactStanding.UNMARKED.and(mark, reason), (sofar, one) -> sofar.and(mark, reason));
    }

    static Future<RowSet<Row>> insert(Sql sql, List<NewMark> rows, Instant now) {
        return sql.send(
                """
                insert into fact_mark (subject, fact, mark, reason, recorded_by, recorded_at)
                select u.*, $6 from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[]) u""",
                Columns.of(rows, Long[]::new, NewMark::subject),
                Columns.of(rows, String[]::new, r -> r.command().factId()),
                Columns.of(rows, String[]::new, r -> r.command().kind().slug()),
                Columns.of(rows, String[]::new, r -> r.command().reason()),
                Columns.of(rows, String[]::new, NewMark::by),
                Columns.utc(now));
    }
}
