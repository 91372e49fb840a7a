package vn.hoctap.server.programme;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;

/**
 * Counts everybody anew and compares: what each subject is counted for, and what all of it adds up to in each unit. Whoever
 * waits to be counted is left out. It only reads, and may run while others record.
 */
public final class RollupCheck {
    private static final int PAGE = 500;

    private final Rollup.Ground ground;

    public RollupCheck(Rollup.Ground ground) {
        this.ground = ground;
    }

    public record Summary(long figures, long differences) {
        public boolean agrees() {
            return differences == 0;
        }
    }

    /**
     * @param sample the share of the subjects to count, above 0 to 1; what they add up to is always checked
     * @param differences told of each, in words
     */
    public Summary run(double sample, Consumer<String> differences) {
        Programmes programmes = Programmes.of(ground.registry());
        RandomGenerator chance = RandomGenerator.getDefault();
        long found = 0;
        long last = 0;
        for (List<Long> keys = page(last); !keys.isEmpty(); keys = page(last)) {
            last = keys.getLast();
            List<Long> chosen =
                    keys.stream().filter(key -> chance.nextDouble() < sample).toList();
            List<String> page = ground.database().inTransaction(sql -> subjects(sql, programmes, chosen));
            page.forEach(differences);
            found += page.size();
        }
        List<String> sums = sums();
        sums.forEach(differences);
        long figures = count("select count(*) as n from rollup");
        return new Summary(figures, found + sums.size());
    }

    private List<Long> page(long after) {
        return RollupRows.keysAfter(ground.database(), after, PAGE);
    }

    private long count(String sql) {
        return ground.database().first(sql).orElseThrow().getLong("n");
    }

    private List<String> subjects(Sql sql, Programmes programmes, List<Long> keys) {
        sql.update("set transaction isolation level repeatable read read only");
        Instant now = ground.clock().instant();
        Set<Integer> cycles = RollupRows.cycles(sql);
        boolean current = cycles.contains(Counting.CYCLE.yearOf(now))
                && sql.first("select 1 from rollup_sweep where rules = $1 and swept is null", programmes.rules())
                        .isPresent();
        if (!current) {
            return List.of();
        }
        List<Long> counted = new ArrayList<>(keys);
        counted.removeAll(waiting(sql, keys, now));
        Map<Integer, String> names = names(sql);
        Map<Long, Map<Integer, Tally<Integer>>> stored = RollupRows.counted(sql, counted);
        Census census = Census.of(
                new Census.Sources(
                        sql, ground.histories(), programmes, ground.tree().get(), cycles, now),
                counted);
        List<String> differences = new ArrayList<>();
        census.people().forEach((key, somebody) -> {
            for (int cycle : cycles) {
                Tally<String> right = Counting.of(programmes, census, somebody, cycle);
                Tally<Integer> has = stored.getOrDefault(key, Map.of()).getOrDefault(cycle, Tally.nothing());
                Map<String, Set<String>> had = new HashMap<>();
                has.figures().forEach((figure, units) -> had.put(names.getOrDefault(figure, "?"), units));
                if (!had.equals(right.figures()) || has.learning() != right.learning()) {
                    differences.add(somebody.history().id() + " " + cycle + ": counted for " + had + " but is one of "
                            + right.figures());
                }
            }
        });
        return differences;
    }

    private static Set<Long> waiting(Sql sql, List<Long> keys, Instant now) {
        Set<Long> waiting = new HashSet<>();
        sql.rows("""
                        select subject from rollup_pending where subject = any($1)
                        union select subject from rollup_due where subject = any($1) and at <= $2
                        union select unnest(o.stirred) from outbox o
                            where (o.xid, o.id) > (select xid, id from follower where name = any($3)
                                    order by xid, id limit 1)
                                and o.stirred && $1""", keys.toArray(Long[]::new), Columns.utc(now), new String[] {Rollup.TURNED, Rollup.LEARNED})
                .forEach(row -> waiting.add(row.getLong(0)));
        return waiting;
    }

    private static Map<Integer, String> names(Sql sql) {
        Map<Integer, String> names = new HashMap<>();
        sql.rows("select id, name from rollup_figure")
                .forEach(row -> names.put(row.getInteger("id"), row.getString("name")));
        return names;
    }

    /** Whatever is counted of subjects, at one moment, is what units show. */
    private List<String> sums() {
        return ground.database().rows("""
                        with summed as (
                            select u.unit, m.cycle, f.figure::int as figure, count(*) as n
                            from rollup_member m, jsonb_array_elements(m.counted) g (part),
                                jsonb_array_elements_text(g.part -> 'u') u (unit),
                                jsonb_array_elements_text(g.part -> 'f') f (figure)
                            group by 1, 2, 3)
                        select coalesce(r.unit, s.unit) as unit, coalesce(r.cycle, s.cycle) as cycle, i.name,
                            coalesce(r.n, 0) as stored, coalesce(s.n, 0) as counted
                        from rollup r full join summed s
                            on r.unit = s.unit and r.cycle = s.cycle and r.figure = s.figure
                        join rollup_figure i on i.id = coalesce(r.figure, s.figure)
                        where coalesce(r.n, 0) <> coalesce(s.n, 0)""").stream()
                .map(row -> "%s %d: %s is %d but its people add up to %d"
                        .formatted(
                                row.getString("unit").isEmpty() ? "everywhere" : row.getString("unit"),
                                row.getInteger("cycle"),
                                row.getString("name"),
                                row.getLong("stored"),
                                row.getLong("counted")))
                .toList();
    }
}
