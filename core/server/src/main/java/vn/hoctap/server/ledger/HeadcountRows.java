package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.measure.State.Sum;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Headcount.Reached;

/** Reads and writes in bulk what collectives count. */
final class HeadcountRows {
    private HeadcountRows() {}

    /** By collective; those without any are absent. */
    static Map<Long, List<Headcount>> read(Sql sql, Collection<Long> collectives) {
        Map<Long, List<Headcount>> counts = new HashMap<>();
        if (!collectives.isEmpty()) {
            sql.rows(
                            "select collective, title, cycle, set_id, set_version, epoch, reached_unit, reached,"
                                    + " members, holding from headcount where collective = any($1)",
                            (Object) collectives.toArray(Long[]::new))
                    .forEach(row -> counts.computeIfAbsent(row.getLong("collective"), key -> new ArrayList<>())
                            .add(headcount(row)));
        }
        return counts;
    }

    static Headcount headcount(Row row) {
        String unit = row.getString("reached_unit");
        Long[] members = row.getArrayOfLongs("members");
        Long[] holding = row.getArrayOfLongs("holding");
        List<Sum> sums = new ArrayList<>(members.length);
        for (int i = 0; i < members.length; i++) {
            sums.add(new Sum(members[i], Rational.of(holding[i])));
        }
        return new Headcount(
                pair(row),
                row.getString("set_id"),
                row.getString("set_version"),
                row.getLong("epoch"),
                unit == null ? null : new Reached(unit, row.getLong("reached")),
                sums);
    }

    private static Pair pair(Row row) {
        return new Pair(row.getString("title"), row.getInteger("cycle"));
    }

    /** What these members gave to these collectives, by collective. */
    static Map<Long, List<Contribution>> given(Sql sql, Collection<Long> collectives, Collection<Long> members) {
        Map<Long, List<Contribution>> given = new HashMap<>();
        sql.rows(
                        "select member, collective, title, cycle, epoch, counts from contribution"
                                + " where member = any($1) and collective = any($2)",
                        members.toArray(Long[]::new),
                        collectives.toArray(Long[]::new))
                .forEach(row -> given.computeIfAbsent(row.getLong("collective"), key -> new ArrayList<>())
                        .add(contribution(row)));
        return given;
    }

    static Contribution contribution(Row row) {
        return new Contribution(
                row.getLong("member"),
                pair(row),
                row.getLong("epoch"),
                Contribution.sums(row.getBuffer("counts").getBytes()));
    }

    /** A member who waits to be looked at again. */
    record Waiting(long seq, long collective, long member) {}

    /** The first who wait, so many of each collective. */
    static List<Waiting> waiting(Sql sql, Collection<Long> collectives, int each) {
        return sql.rows("""
                        select u.seq, u.collective, u.member from unnest($1::bigint[]) c(key) cross join lateral (
                            select * from uncounted where collective = c.key order by seq limit $2) u""", collectives.toArray(Long[]::new), each).stream()
                .map(row -> new Waiting(row.getLong("seq"), row.getLong("collective"), row.getLong("member")))
                .toList();
    }

    private record Counted(long collective, Headcount count) {}

    private record Given(long collective, Contribution contribution) {}

    private record Gone(long collective, Pair pair) {}

    static List<Future<RowSet<Row>>> write(Sql sql, Collection<Dossier> dossiers) {
        List<Counted> changed = new ArrayList<>();
        List<Gone> gone = new ArrayList<>();
        List<Given> given = new ArrayList<>();
        List<Long> done = new ArrayList<>();
        for (Dossier dossier : dossiers) {
            Rollcall rollcall = dossier.rollcall();
            if (rollcall != null) {
                rollcall.changed().forEach(count -> changed.add(new Counted(dossier.key(), count)));
                rollcall.gone().forEach(pair -> gone.add(new Gone(dossier.key(), pair)));
                rollcall.written().forEach(one -> given.add(new Given(dossier.key(), one)));
                done.addAll(rollcall.done());
            }
        }
        List<Future<RowSet<Row>>> sent = new ArrayList<>();
        if (!changed.isEmpty()) {
            sent.add(upsert(sql, changed));
        }
        if (!gone.isEmpty()) {
            sent.add(sql.send(
                    "delete from headcount h using unnest($1::bigint[], $2::text[], $3::int[]) u(collective, title, cycle)"
                            + " where h.collective = u.collective and h.title = u.title and h.cycle = u.cycle",
                    Columns.of(gone, Long[]::new, Gone::collective),
                    Columns.of(gone, String[]::new, g -> g.pair().title()),
                    Columns.of(gone, Integer[]::new, g -> g.pair().cycle())));
        }
        sent.addAll(writeGiven(sql, given));
        if (!done.isEmpty()) {
            sent.add(sql.send("delete from uncounted where seq = any($1)", (Object) done.toArray(Long[]::new)));
        }
        return sent;
    }

    private static Future<RowSet<Row>> upsert(Sql sql, List<Counted> rows) {
        return sql.send(
                """
                insert into headcount (collective, title, cycle, set_id, set_version, epoch, reached_unit, reached,
                    members, holding)
                select collective, title, cycle, set_id, set_version, epoch, reached_unit, reached, members::bigint[],
                    holding::bigint[]
                from unnest($1::bigint[], $2::text[], $3::int[], $4::text[], $5::text[], $6::bigint[], $7::text[],
                    $8::bigint[], $9::text[], $10::text[]) u(collective, title, cycle, set_id, set_version, epoch,
                    reached_unit, reached, members, holding)
                on conflict (collective, title, cycle) do update set set_id = excluded.set_id,
                    set_version = excluded.set_version, epoch = excluded.epoch, reached_unit = excluded.reached_unit,
                    reached = excluded.reached, members = excluded.members, holding = excluded.holding""",
                Columns.of(rows, Long[]::new, Counted::collective),
                Columns.of(rows, String[]::new, r -> r.count().pair().title()),
                Columns.of(rows, Integer[]::new, r -> r.count().pair().cycle()),
                Columns.of(rows, String[]::new, r -> r.count().set()),
                Columns.of(rows, String[]::new, r -> r.count().version()),
                Columns.of(rows, Long[]::new, r -> r.count().epoch()),
                Columns.of(rows, String[]::new, r -> unit(r.count().reached())),
                Columns.of(rows, Long[]::new, r -> key(r.count().reached())),
                Columns.of(rows, String[]::new, r -> array(r.count(), true)),
                Columns.of(rows, String[]::new, r -> array(r.count(), false)));
    }

    private static @Nullable String unit(@Nullable Reached reached) {
        return reached == null ? null : reached.unit();
    }

    private static long key(@Nullable Reached reached) {
        return reached == null ? 0 : reached.key();
    }

    /** As PostgreSQL writes arrays. */
    private static String array(Headcount count, boolean members) {
        return count.sums().stream()
                .map(sum -> members
                        ? String.valueOf(sum.count())
                        : sum.sum().numerator().toString())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static List<Future<RowSet<Row>>> writeGiven(Sql sql, List<Given> given) {
        List<Given> some =
                given.stream().filter(one -> !one.contribution().isNothing()).toList();
        List<Given> nothing =
                given.stream().filter(one -> one.contribution().isNothing()).toList();
        List<Future<RowSet<Row>>> sent = new ArrayList<>();
        if (!some.isEmpty()) {
            sent.add(sql.send("""
                    insert into contribution (member, collective, title, cycle, epoch, counts)
                    select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::int[], $5::bigint[], $6::bytea[])
                    on conflict (member, collective, title, cycle)
                    do update set epoch = excluded.epoch, counts = excluded.counts""", arguments(some)));
        }
        if (!nothing.isEmpty()) {
            sent.add(sql.send("""
                    delete from contribution c
                    using unnest($1::bigint[], $2::bigint[], $3::text[], $4::int[]) u(member, collective, title, cycle)
                    where c.member = u.member and c.collective = u.collective and c.title = u.title
                        and c.cycle = u.cycle""", Arrays.copyOf(arguments(nothing), 4)));
        }
        return sent;
    }

    private static Object[] arguments(List<Given> rows) {
        return new Object[] {
            Columns.of(rows, Long[]::new, r -> r.contribution().member()),
            Columns.of(rows, Long[]::new, Given::collective),
            Columns.of(rows, String[]::new, r -> r.contribution().pair().title()),
            Columns.of(rows, Integer[]::new, r -> r.contribution().pair().cycle()),
            Columns.of(rows, Long[]::new, r -> r.contribution().epoch()),
            Columns.of(rows, Buffer[]::new, r -> Buffer.buffer(r.contribution().bytes()))
        };
    }

    /**
     * The next who may be members on that day, and more.
     *
     * @param reached null: they are the last
     */
    record Page(List<Long> members, @Nullable Reached reached) {}

    /** First those who were put into the collective, and what hangs under its unit; then, unit by unit, who lives or works there. */
    static Page page(Sql sql, long collective, List<String> units, Reached after, int limit) {
        Object under = units.toArray(String[]::new);
        if (after.unit().isEmpty()) {
            List<Long> members = keys(sql.rows("""
                    select key from (
                        select member as key from membership where collective = $1
                        union select key from subject where org_unit = any($2)) may
                    where key > $3 order by key limit $4""", collective, under, after.key(), limit));
            if (members.size() == limit) {
                return new Page(members, new Reached("", members.getLast()));
            }
            return units.isEmpty() ? new Page(members, null) : new Page(members, new Reached("/", 0));
        }
        boolean first = after.unit().equals("/");
        List<Row> rows = first
                ? sql.rows(
                        "select unit, subject as key from stay where unit = any($1) order by unit, subject limit $2",
                        under,
                        limit)
                : sql.rows(
                        "select unit, subject as key from stay where unit = any($1) and (unit, subject) > ($3, $4)"
                                + " order by unit, subject limit $2",
                        under,
                        limit,
                        after.unit(),
                        after.key());
        return new Page(
                keys(rows),
                rows.size() < limit
                        ? null
                        : new Reached(
                                rows.getLast().getString("unit"), rows.getLast().getLong("key")));
    }

    private static List<Long> keys(List<Row> rows) {
        return rows.stream().map(row -> row.getLong("key")).distinct().toList();
    }
}
