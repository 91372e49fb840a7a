package vn.hoctap.server.simulation;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Command.Refold;
import vn.hoctap.server.ledger.Concerned;
import vn.hoctap.server.ledger.Concerned.Case;
import vn.hoctap.server.ledger.Foresight;
import vn.hoctap.server.ledger.Rules;
import vn.hoctap.server.simulation.Tally.Sums;

/**
 * Whether what somebody has signed is still true: whoever holds one of the titles and was judged since the simulation began
 * is tried again.
 */
final class Standing {
    /** So many are tried at most; of more it is only counted whether they could make a difference. */
    private static final int MOST = 20_000;

    private static final int PAGE = 500;
    /** The clocks of nodes and of the database are that near to each other. */
    private static final int SLACK_SECONDS = 60;

    private static final String TOUCHED = """
             from title t join progress p on (p.subject, p.title, p.cycle) = (t.subject, t.title, t.cycle)
            where t.title = any($1) and t.cycle = any($2) and p.as_of >= $3
                and t.state in ('AWARDED', 'ELIGIBLE', 'RECOGNISED') limit $4""";

    private final Sql sql;
    private final Foresight foresight;
    private final Concerned concerned;
    private final SimulationOrder order;
    private final Signatures signatures;
    private final int most;

    /** @param then the rules as they would be */
    Standing(Simulations simulations, Rules then, SimulationOrder order) {
        this(simulations, then, order, MOST);
    }

    /** @param most how many are tried at most */
    Standing(Simulations simulations, Rules then, SimulationOrder order, int most) {
        this.signatures = simulations.signatures();
        this.most = most;
        this.sql = simulations.database();
        this.foresight = new Foresight(sql, simulations.histories(), then, simulations.clock());
        this.concerned = new Concerned(sql, simulations.histories(), then, simulations.clock());
        this.order = order;
    }

    /**
     * How many titles would be lost and held by now, or more.
     *
     * @param seen what the simulation came to
     * @param fresh as it is now, or at the worst
     */
    record Now(Sums seen, Sums fresh) {}

    Now since(UUID simulation, Instant begun) {
        Sums seen = new Tally(new TitleChanges(sql).counts(simulation)).all();
        List<Long> touched = touched(begun);
        Map<Fate, Long> sums = new EnumMap<>(Fate.class);
        for (Fate fate : Fate.values()) {
            sums.put(fate, seen.of(fate));
        }
        if (touched.size() > most) {
            long lost = titles(begun, signatures.most(seen.held()) + 1);
            sums.merge(Fate.LOST, lost, Long::sum);
            sums.merge(Fate.RENEWED, -lost, Long::sum);
            return new Now(seen, new Sums(sums));
        }
        for (int from = 0; from < touched.size(); from += PAGE) {
            List<Long> page = touched.subList(from, Math.min(touched.size(), from + PAGE));
            seen(simulation, page).forEach((fate, count) -> sums.merge(fate, -count, Long::sum));
            fates(page).forEach((fate, count) -> sums.merge(fate, count, Long::sum));
        }
        return new Now(seen, new Sums(sums));
    }

    private List<Long> touched(Instant begun) {
        return sql.rows("select distinct t.subject" + TOUCHED, arguments(begun, most + 1L)).stream()
                .map(row -> row.getLong("subject"))
                .toList();
    }

    /** As if all of them were lost; counted no further than it matters. */
    private long titles(Instant begun, long limit) {
        return sql.first("select count(*) as titles from (select 1" + TOUCHED + ") t", arguments(begun, limit))
                .map(row -> row.getLong("titles"))
                .orElse(0L);
    }

    private Object[] arguments(Instant begun, long limit) {
        return new Object[] {
            order.titles().toArray(String[]::new),
            order.cycles().toArray(Integer[]::new),
            Columns.utc(begun.minusSeconds(SLACK_SECONDS)),
            limit
        };
    }

    private Map<Fate, Long> seen(UUID simulation, Collection<Long> subjects) {
        return sql
                .rows(
                        "select fate, count(*) as changes from title_change where job = $1 and subject = any($2)"
                                + " group by fate",
                        simulation,
                        subjects.toArray(Long[]::new))
                .stream()
                .collect(Collectors.toMap(row -> Fate.valueOf(row.getString("fate")), row -> row.getLong("changes")));
    }

    private Map<Fate, Long> fates(Collection<Long> subjects) {
        List<Refold> commands = concerned.among(subjects, order.question()).stream()
                .map(Case::command)
                .toList();
        return foresight.of(commands).stream()
                .flatMap(outlook -> TitleChange.between(
                        LiveTitle.of(outlook.key(), outlook.before()), LiveTitle.of(outlook.key(), outlook.after()))
                        .stream())
                .collect(Collectors.groupingBy(TitleChange::fate, Collectors.counting()));
    }
}
