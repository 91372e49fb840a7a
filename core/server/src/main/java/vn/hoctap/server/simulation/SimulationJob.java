package vn.hoctap.server.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.identity.Caller;
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
import vn.hoctap.server.plugin.PluginRefused;
import vn.hoctap.server.plugin.StagedJars;
import vn.hoctap.server.plugin.Supposed;
import vn.hoctap.server.title.Grounds;

/** Finds out what sets that do not hold yet would do to titles, page by page, by the recorder's own code. */
final class SimulationJob implements JobKind {
    static final String NAME = "simulation";
    private static final int PAGE = 500;

    /** When the sets that judge for these titles change meanwhile, it begins anew; at last it gives up. */
    private static final int ATTEMPTS = 5;

    /** What it works with. */
    record Parts(
            Sql sql,
            Histories histories,
            Supplier<Rules> rules,
            InstantSource clock,
            Function<UUID, Optional<Supposed>> supposing) {}

    private record Of(long subject, String title, int cycle) {}

    private final Parts parts;
    private final Sql sql;
    private final Results results;
    private final BiPredicate<Job, Caller> sees;

    /** @param sees who may see it now */
    SimulationJob(Parts parts, Results results, BiPredicate<Job, Caller> sees) {
        this.parts = parts;
        this.sql = parts.sql();
        this.results = results;
        this.sees = sees;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Object run(Job job, Track track) {
        SimulationOrder order = SimulationOrder.of(job);
        Reached reached = new Reached(Steps.of(track.checkpoint()), null);
        for (int attempts = 0; attempts < ATTEMPTS; ) {
            Rules now = parts.rules().get();
            String judging = SetsDifference.digest(now, order.titles());
            if (!judging.equals(reached.steps().rules())) {
                new TitleChanges(sql).clear(job.id());
                reached = new Reached(Steps.by(judging), null);
                attempts++;
            }
            Steps steps = reached.steps();
            reached = order.plugin() == null
                    ? new Run(job, order, track, now, applied(now, order)).from(steps)
                    : supposed(job, order, track, now, steps);
            Object result = reached.result();
            if (result != null) {
                return result;
            }
        }
        throw refused("The plugins were changed again and again meanwhile; try it again.");
    }

    /** @param result null: other plugins run meanwhile */
    private record Reached(Steps steps, @Nullable Object result) {}

    private static Rules applied(Rules now, SimulationOrder order) {
        try {
            return SetsDifference.applied(now, order.coming(), order.going());
        } catch (IllegalArgumentException unusable) {
            throw refused("The sets cannot be tried: " + unusable.getMessage());
        }
    }

    /** By the plugins themselves, with the code that comes with them. */
    private Reached supposed(Job job, SimulationOrder order, Track track, Rules now, Steps steps) {
        try (Supposed supposed = parts.supposing()
                .apply(job.id())
                .orElseThrow(() -> refused("What was to be done with the plugin is done, or taken back."))) {
            Rules then = new Rules(supposed.criteria(), supposed.measures());
            Reached reached = new Run(job, order, track, now, then).from(steps);
            supposed.fault().ifPresent(fault -> {
                throw refused("The plugin cannot be tried, " + fault);
            });
            return reached;
        } catch (PluginRefused refused) {
            throw refused(String.valueOf(refused.getMessage()));
        }
    }

    private static Refused refused(String sentence) {
        return new Refused(sentence, Map.of("error", sentence));
    }

    /** One way through the population, as long as the same plugins run: code of others may be gone. */
    private final class Run {
        private final Job job;
        private final SimulationOrder order;
        private final Track track;
        private final Rules now;
        private final Foresight before;
        private final Foresight after;
        private final Concerned concerned;

        Run(Job job, SimulationOrder order, Track track, Rules now, Rules then) {
            this.job = job;
            this.order = order;
            this.track = track;
            this.now = now;
            before = new Foresight(sql, parts.histories(), now, parts.clock());
            after = new Foresight(sql, parts.histories(), then, parts.clock());
            concerned = new Concerned(sql, parts.histories(), then, parts.clock());
        }

        Reached from(Steps begun) {
            Population population = new Population(sql, order.kinds(), order.units());
            Steps steps = begun;
            long total = population.count();
            track.reach(steps.subjects(), total, steps);
            for (List<Long> page = population.page(steps.after(), PAGE);
                    !page.isEmpty();
                    page = population.page(steps.after(), PAGE)) {
                List<Case> cases = concerned.among(page, order.question()).stream()
                        .filter(order::looksAt)
                        .toList();
                new TitleChanges(sql).put(job.id(), changes(cases, before, after));
                steps = steps.next(page.getLast(), page.size(), cases);
                track.reach(steps.subjects(), total, steps);
                if (parts.rules().get().criteria() != now.criteria()) {
                    return new Reached(steps, null);
                }
            }
            long held = population.holders(order.titles(), order.cycles());
            return new Reached(steps, results.simulated(job.id(), order, steps, held));
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
        Map<Of, String> grounds = new HashMap<>();
        before.of(commands(cases, one -> winners.contains(one.key())))
                .forEach(outlook -> grounds.put(
                        new Of(outlook.key(), outlook.title(), outlook.cycle()), Grounds.against(outlook.decision())));
        return changes.stream()
                .map(change -> wins(change)
                        ? change.because(grounds.get(new Of(change.subject(), change.title(), change.cycle())))
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
        return results.simulated(
                job.id(), order, Steps.of(checkpoint), population.holders(order.titles(), order.cycles()));
    }

    @Override
    public boolean isFor(Job job, Caller caller) {
        return sees.test(job, caller);
    }

    /** By now it is older than a signature holds, so that what waited for one does so for nothing. */
    @Override
    public void clear(Job job) {
        new StagedJars(sql).clear(job.id());
        new TitleChanges(sql).clear(job.id());
    }

    /**
     * How far it is.
     *
     * @param after the key of the last subject
     * @param subjects how many were looked at
     * @param concerned for how many of them another set judges
     * @param rules tells the sets that judged when it began from any others; null: nothing was looked at
     */
    record Steps(
            long after,
            long subjects,
            long concerned,
            @Nullable String rules) {
        static final Steps NONE = new Steps(0, 0, 0);

        Steps(long after, long subjects, long concerned) {
            this(after, subjects, concerned, null);
        }

        static Steps of(@Nullable JsonNode checkpoint) {
            return checkpoint == null ? NONE : Json.mapper().convertValue(checkpoint, Steps.class);
        }

        static Steps by(String rules) {
            return new Steps(0, 0, 0, rules);
        }

        Steps next(long last, int more, List<Case> cases) {
            long others = cases.stream().mapToLong(Case::key).distinct().count();
            return new Steps(last, subjects + more, concerned + others, rules);
        }
    }
}
