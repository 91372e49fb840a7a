package vn.hoctap.server.programme;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Pipeline;
import vn.hoctap.server.database.Sql;

/** The rollups in the database. */
final class RollupRows {
    /** A title of the subject or the subject himself has changed. */
    static final int TURNED = 0;
    /** Something about a collective of his. */
    static final int BY_COLLECTIVE = 1;
    /** He has learned something. */
    static final int STIRRED = 2;
    /** Everybody is counted. */
    static final int SWEPT = 3;

    private static final String MOST_URGENT = " on conflict (subject) do update set urgency = excluded.urgency"
            + " where rollup_pending.urgency > excluded.urgency";

    private RollupRows() {}

    /** What is counted for a subject in a cycle. */
    record Counted(long subject, int cycle, Tally<Integer> tally) {}

    /** A figure of a unit in a cycle. */
    record Cell(String unit, int cycle, int figure) implements Comparable<Cell> {
        /** Everybody writes in this order. */
        @Override
        public int compareTo(Cell other) {
            int units = unit.compareTo(other.unit);
            int cycles = units != 0 ? units : Integer.compare(cycle, other.cycle);
            return cycles != 0 ? cycles : Integer.compare(figure, other.figure);
        }
    }

    static void pend(Sql sql, Collection<Long> subjects, int urgency) {
        if (subjects.isEmpty()) {
            return;
        }
        sql.update(
                "insert into rollup_pending (subject, urgency) select distinct unnest($1::bigint[]), $2::smallint order by 1"
                        + MOST_URGENT,
                subjects.toArray(Long[]::new),
                (short) urgency);
    }

    /** All who are, or have been, members of these collectives. */
    static void pendMembers(Pipeline sql, Collection<Long> collectives) {
        sql.send(
                "insert into rollup_pending (subject, urgency) select distinct member, $2::smallint from membership"
                        + " where collective = any($1) order by 1" + MOST_URGENT,
                collectives.toArray(Long[]::new),
                (short) BY_COLLECTIVE);
    }

    /** All who live or work in these units, or have done so. */
    static void pendIn(Pipeline sql, Collection<String> units) {
        sql.send(
                "insert into rollup_pending (subject, urgency) select distinct subject, $2::smallint from stay"
                        + " where unit = any($1) order by 1" + MOST_URGENT,
                units.toArray(String[]::new),
                (short) BY_COLLECTIVE);
    }

    /** Whether the figures of anybody are moved by time alone by now. */
    static boolean isDue(Sql sql, Instant now) {
        return sql.first("select from rollup_due where at <= $1 limit 1", Columns.utc(now))
                .isPresent();
    }

    static void pendDue(Sql sql, Instant now, int limit) {
        sql.update(
                "insert into rollup_pending (subject, urgency) select subject, 0::smallint from ("
                        + "select subject from rollup_due where at <= $1 order by at limit $2) past order by 1"
                        + MOST_URGENT,
                Columns.utc(now),
                limit);
    }

    /** The next ones to be counted, the most urgent first, with how urgent each is: at least so. */
    static Map<Long, Integer> pending(Sql sql, int limit, int urgency) {
        return sql
                .rows(
                        "select subject, urgency from rollup_pending where urgency <= $2"
                                + " order by urgency, subject limit $1",
                        limit,
                        (short) urgency)
                .stream()
                .collect(Collectors.toMap(row -> row.getLong("subject"), row -> (int) row.getShort("urgency")));
    }

    /** They wait no longer. */
    static void take(Pipeline sql, Collection<Long> subjects) {
        // By the keys themselves: joined, a plan made while few waited looks through all of them for each.
        sql.send("delete from rollup_pending where subject = any($1)", (Object) subjects.toArray(Long[]::new));
    }

    static Set<Integer> cycles(Sql sql) {
        return sql.rows("select cycle from rollup_cycle").stream()
                .map(row -> row.getInteger("cycle"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What these subjects are counted for, by subject and cycle. */
    static Map<Long, Map<Integer, Tally<Integer>>> counted(Sql sql, Collection<Long> subjects) {
        Map<Long, Map<Integer, Tally<Integer>>> counted = new HashMap<>();
        sql.rows(
                        "select subject, cycle, counted::text as counted, learning from rollup_member"
                                + " where subject = any($1)",
                        (Object) subjects.toArray(Long[]::new))
                .forEach(row -> counted.computeIfAbsent(row.getLong("subject"), key -> new HashMap<>())
                        .put(
                                row.getInteger("cycle"),
                                Tally.read(row.getString("counted"), row.getBoolean("learning"))));
        return counted;
    }

    static void put(Pipeline sql, List<Counted> rows) {
        List<Counted> gone = rows.stream().filter(row -> row.tally().isEmpty()).toList();
        List<Counted> kept = rows.stream().filter(row -> !row.tally().isEmpty()).toList();
        if (!gone.isEmpty()) {
            sql.send(
                    "delete from rollup_member m using unnest($1::bigint[], $2::int[]) u (subject, cycle)"
                            + " where m.subject = u.subject and m.cycle = u.cycle",
                    Columns.of(gone, Long[]::new, Counted::subject),
                    Columns.of(gone, Integer[]::new, Counted::cycle));
        }
        if (!kept.isEmpty()) {
            sql.send(
                    """
                    insert into rollup_member (subject, cycle, counted, learning)
                    select subject, cycle, counted::jsonb, learning
                    from unnest($1::bigint[], $2::int[], $3::text[], $4::boolean[]) u (subject, cycle, counted, learning)
                    on conflict (subject, cycle) do update set counted = excluded.counted, learning = excluded.learning""",
                    Columns.of(kept, Long[]::new, Counted::subject),
                    Columns.of(kept, Integer[]::new, Counted::cycle),
                    Columns.of(kept, String[]::new, row -> Tally.write(row.tally())),
                    Columns.of(kept, Boolean[]::new, row -> row.tally().learning()));
        }
    }

    /** Each cell is written once, however many people move it. */
    static void move(Pipeline sql, Map<Cell, Long> moves) {
        if (!moves.isEmpty()) {
            sql.send("""
                    insert into rollup (unit, cycle, figure, n) select * from unnest($1::text[], $2::int[], $3::int[], $4::bigint[])
                    on conflict (unit, cycle, figure) do update set n = rollup.n + excluded.n""", cells(moves));
        }
    }

    static void pace(Pipeline sql, LocalDate day, Map<Cell, Long> moves) {
        if (!moves.isEmpty()) {
            Object[] cells = cells(moves);
            sql.send("""
                    insert into rollup_day (unit, cycle, figure, day, moved)
                    select unit, cycle, figure, $5, moved
                    from unnest($1::text[], $2::int[], $3::int[], $4::bigint[]) u (unit, cycle, figure, moved)
                    on conflict (unit, cycle, figure, day) do update set moved = rollup_day.moved + excluded.moved""", cells[0], cells[1], cells[2], cells[3], day);
        }
    }

    private static Object[] cells(Map<Cell, Long> moves) {
        return new Object[] {
            Columns.of(moves.keySet(), String[]::new, Cell::unit),
            Columns.of(moves.keySet(), Integer[]::new, Cell::cycle),
            Columns.of(moves.keySet(), Integer[]::new, Cell::figure),
            moves.values().toArray(Long[]::new)
        };
    }

    /** When time alone moves their figures next; those who are not in it have nothing ahead. */
    static void due(Pipeline sql, Collection<Long> subjects, Map<Long, Instant> due) {
        sql.send(
                "delete from rollup_due where subject = any($1) and not subject = any($2)",
                subjects.toArray(Long[]::new),
                due.keySet().toArray(Long[]::new));
        if (!due.isEmpty()) {
            sql.send(
                    """
                    insert into rollup_due (subject, at) select * from unnest($1::bigint[], $2::timestamptz[])
                    on conflict (subject) do update set at = excluded.at where rollup_due.at <> excluded.at""",
                    Columns.of(due.keySet(), Long[]::new, key -> key),
                    Columns.of(due.values(), OffsetDateTime[]::new, Columns::utc));
        }
    }

    /** Everybody with a key above this one, so many at a time. */
    static List<Long> keysAfter(Sql sql, long key, int limit) {
        return sql.rows("select key from subject where key > $1 order by key limit $2", key, limit).stream()
                .map((Row row) -> row.getLong("key"))
                .toList();
    }
}
