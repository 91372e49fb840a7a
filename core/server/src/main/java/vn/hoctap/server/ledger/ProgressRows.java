package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;

/** Reads and writes progress in bulk. */
final class ProgressRows {
    /** As the function {@code demand} says it. */
    private static final String STALE = "HT409";

    private ProgressRows() {}

    /** Progress to be forgotten, if it is still of that revision. */
    record Gone(long subject, Pair pair, int revision) {}

    static Future<RowSet<Row>> read(Sql sql, Collection<Long> subjects) {
        return sql.send(
                "select subject, title, cycle, set_id, set_version, state, outcome, level, total, as_of, version,"
                        + " may_lag from progress where subject = any($1)",
                (Object) subjects.toArray(Long[]::new));
    }

    /**
     * Title and cycle of what may lag and some fact has come after; nothing may be missing all the same, if that counts for
     * something else.
     */
    static Future<RowSet<Row>> readBehind(Sql sql, Collection<Long> subjects) {
        return sql.send(
                "select p.subject, p.title, p.cycle from progress p where p.subject = any($1) and p.may_lag and exists ("
                        + "select from fact f where f.subject = p.subject and f.recorded_at > p.as_of)",
                (Object) subjects.toArray(Long[]::new));
    }

    static ProgressRow row(Row row) {
        return new ProgressRow(
                row.getLong("subject"),
                new Pair(row.getString("title"), row.getInteger("cycle")),
                row.getString("set_id"),
                row.getString("set_version"),
                row.getBuffer("state").getBytes(),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("level"),
                Rational.parse(row.getString("total")),
                row.getOffsetDateTime("as_of").toInstant(),
                row.getInteger("version"),
                row.getBoolean("may_lag"));
    }

    /** Of pairs that have none yet; fails when one of them has. */
    static Future<RowSet<Row>> insert(Sql sql, List<ProgressRow> rows) {
        return sql.send("""
                insert into progress (subject, title, cycle, set_id, set_version, state, outcome, level, total, as_of,
                    version, may_lag)
                select * from unnest($1::bigint[], $2::text[], $3::int[], $4::text[], $5::text[], $6::bytea[],
                    $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::int[], $12::boolean[])""", columns(rows));
    }

    /** Fails with {@link StaleMemory} when another revision than the one before is stored of any. */
    static Future<RowSet<Row>> update(Sql sql, List<ProgressRow> rows) {
        return guarded(sql.send("""
                with done as (
                    update progress p set set_id = u.set_id, set_version = u.set_version, state = u.state,
                        outcome = u.outcome, level = u.level, total = u.total, as_of = u.as_of, version = u.version,
                        may_lag = u.may_lag
                    from (select unnest($1::bigint[]) as subject, unnest($2::text[]) as title, unnest($3::int[]) as cycle,
                        unnest($4::text[]) as set_id, unnest($5::text[]) as set_version, unnest($6::bytea[]) as state,
                        unnest($7::text[]) as outcome, unnest($8::text[]) as level, unnest($9::text[]) as total,
                        unnest($10::timestamptz[]) as as_of, unnest($11::int[]) as version,
                        unnest($12::boolean[]) as may_lag) u
                    where p.subject = u.subject and p.title = u.title and p.cycle = u.cycle
                        and p.version = u.version - 1
                    returning 1)
                select demand(count(*), cardinality($1)) from done""", columns(rows)));
    }

    private static Future<RowSet<Row>> guarded(Future<RowSet<Row>> changing) {
        return changing.recover(failure -> Future.failedFuture(
                failure instanceof PgException said && STALE.equals(said.getSqlState()) ? new StaleMemory() : failure));
    }

    private static Object[] columns(List<ProgressRow> rows) {
        return new Object[] {
            Columns.of(rows, Long[]::new, ProgressRow::subject),
            Columns.of(rows, String[]::new, r -> r.pair().title()),
            Columns.of(rows, Integer[]::new, r -> r.pair().cycle()),
            Columns.of(rows, String[]::new, ProgressRow::set),
            Columns.of(rows, String[]::new, ProgressRow::version),
            Columns.of(rows, Buffer[]::new, r -> Buffer.buffer(r.state())),
            Columns.of(rows, String[]::new, r -> r.outcome().name()),
            Columns.of(rows, String[]::new, ProgressRow::level),
            Columns.of(rows, String[]::new, r -> r.total().toString()),
            Columns.of(rows, OffsetDateTime[]::new, r -> Columns.utc(r.asOf())),
            Columns.of(rows, Integer[]::new, ProgressRow::revision),
            Columns.of(rows, Boolean[]::new, ProgressRow::mayLag)
        };
    }

    /** Fails with {@link StaleMemory} when another revision than this one is stored of any. */
    static Future<RowSet<Row>> delete(Sql sql, List<Gone> rows) {
        return guarded(sql.send(
                """
                with done as (
                    delete from progress p using unnest($1::bigint[], $2::text[], $3::int[], $4::int[])
                        u(subject, title, cycle, version)
                    where p.subject = u.subject and p.title = u.title and p.cycle = u.cycle and p.version = u.version
                    returning 1)
                select demand(count(*), cardinality($1)) from done""",
                Columns.of(rows, Long[]::new, Gone::subject),
                Columns.of(rows, String[]::new, r -> r.pair().title()),
                Columns.of(rows, Integer[]::new, r -> r.pair().cycle()),
                Columns.of(rows, Integer[]::new, Gone::revision)));
    }
}
