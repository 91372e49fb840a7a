package vn.hoctap.server.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobKind;
import vn.hoctap.server.job.Track;
import vn.hoctap.server.ledger.Command.Refold;
import vn.hoctap.server.ledger.Concerned;
import vn.hoctap.server.ledger.Concerned.Case;
import vn.hoctap.server.ledger.Foresight;
import vn.hoctap.server.ledger.Foresight.Outlook;
import vn.hoctap.server.ledger.Histories;
import vn.hoctap.server.ledger.Rules;
import vn.hoctap.server.title.Grounds;

/** Finds out what sets that do not hold yet would do to titles, page by page, by the recorder's own code. */
final class SimulationJob implements JobKind {
    static final String NAME = "simulation";
    private static final int PAGE = 500;

    private record Ground(long subject, String title, int cycle) {}

    private final Sql sql;
    private final Histories histories;
    private final Supplier<Rules> rules;
    private final InstantSource clock;
    private final Results results;

    SimulationJob(Sql sql, Histories histories, Supplier<Rules> rules, InstantSource clock, Results results) {
        this.sql = sql;
        this.histories = histories;
        this.rules = rules;
        this.clock = clock;
        this.results = results;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Object run(Job job, Track track) {
        SimulationOrder order = SimulationOrder.of(job);
        Rules now = rules.get();
        Rules then = then(now, order);
        Foresight before = new Foresight(sql, histories, now, clock);
        Foresight after = new Foresight(sql, histories, then, clock);
        Concerned concerned = new Concerned(sql, histories, then, clock);
        Population population = new Population(sql, order.kinds(), order.units());
        Steps steps = Steps.of(track.checkpoint());
        long total = population.count();
        track.reach(steps.subjects(), total, steps);
        for (List<Long> page = population.page(steps.after(), PAGE);
                !page.isEmpty();
                page = population.page(steps.after(), PAGE)) {
            List<Case> cases = concerned.among(page, order.question()).stream()
                    .filter(one -> order.orgUnit() == null || one.places().contains(order.orgUnit()))
                    .toList();
            new TitleChanges(sql).put(job.id(), changes(cases, before, after));
            steps = steps.next(page.getLast(), page.size(), cases);
            track.reach(steps.subjects(), total, steps);
        }
        return results.of(job.id(), order.orgUnit(), steps, population.holders(order.titles(), order.cycles()));
    }

    private static Rules then(Rules now, SimulationOrder order) {
        try {
            return SetsDifference.applied(now, order.coming(), order.going());
        } catch (IllegalArgumentException unusable) {
            throw new Refused(
                    "The sets cannot be tried.",
                    Map.of("error", "The sets cannot be tried: " + String.valueOf(unusable.getMessage())));
        }
    }

    private static List<TitleChange> changes(List<Case> cases, Foresight before, Foresight after) {
        Map<Long, Case> bySubject = new HashMap<>();
        cases.forEach(one -> bySubject.putIfAbsent(one.key(), one));
        List<Outlook> outlooks = after.of(commands(cases, one -> true));
        List<TitleChange> changes = new ArrayList<>();
        Set<Long> winners = new HashSet<>();
        for (Outlook outlook : outlooks) {
            TitleChange.between(
                            LiveTitle.of(outlook.key(), outlook.before()), LiveTitle.of(outlook.key(), outlook.after()))
                    .map(change -> change.withoutAwarded().because(denial(change, outlook)))
                    .map(change -> placed(change, bySubject.get(outlook.key())))
                    .ifPresent(changes::add);
        }
        changes.stream().filter(SimulationJob::wins).forEach(change -> winners.add(change.subject()));
        Map<Ground, String> grounds = new HashMap<>();
        before.of(commands(cases, one -> winners.contains(one.key())))
                .forEach(outlook -> grounds.put(
                        new Ground(outlook.key(), outlook.title(), outlook.cycle()),
                        Grounds.against(outlook.decision())));
        return changes.stream()
                .map(change -> wins(change)
                        ? change.because(grounds.get(new Ground(change.subject(), change.title(), change.cycle())))
                        : change)
                .toList();
    }

    private static boolean wins(TitleChange change) {
        return change.fate() == Fate.GAINED;
    }

    private static @Nullable String denial(TitleChange change, Outlook outlook) {
        return change.fate() == Fate.LOST || change.fate() == Fate.FLAGGED ? Grounds.against(outlook.decision()) : null;
    }

    private static TitleChange placed(TitleChange change, @Nullable Case known) {
        return known == null ? change : change.of(known.unit(), known.group());
    }

    private static List<Refold> commands(List<Case> cases, Predicate<Case> wanted) {
        return cases.stream().filter(wanted).map(Case::command).toList();
    }

    @Override
    public @Nullable Object cancelled(Job job, @Nullable JsonNode checkpoint) {
        SimulationOrder order = SimulationOrder.of(job);
        Population population = new Population(sql, order.kinds(), order.units());
        return results.of(
                job.id(), order.orgUnit(), Steps.of(checkpoint), population.holders(order.titles(), order.cycles()));
    }

    @Override
    public void clear(Job job) {
        new TitleChanges(sql).clear(job.id());
    }

    /**
     * How far it is.
     *
     * @param after the key of the last subject
     * @param subjects how many were looked at
     * @param concerned for how many of them another set judges
     */
    record Steps(long after, long subjects, long concerned) {
        static Steps of(@Nullable JsonNode checkpoint) {
            return checkpoint == null ? new Steps(0, 0, 0) : Json.mapper().convertValue(checkpoint, Steps.class);
        }

        Steps next(long last, int more, List<Case> cases) {
            long others = cases.stream().mapToLong(Case::key).distinct().count();
            return new Steps(last, subjects + more, concerned + others);
        }
    }
}
