package vn.hoctap.server.simulation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.engine.criteria.CriteriaRegistry.Installed;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobState;
import vn.hoctap.server.ledger.JudgingSets;
import vn.hoctap.server.plugin.Publication;
import vn.hoctap.server.simulation.Batches.Batch;
import vn.hoctap.server.simulation.SetsDifference.Stored;

/**
 * Stands between a change of plugins and the people it concerns. Where somebody holds a title that the change may touch, it
 * is simulated and signed first; and whatever changes, those whom it concerns are judged anew as one batch. A change that
 * takes an earlier one back takes back its batch.
 */
public final class Publishing implements Publication {
    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

    private final Simulations simulations;

    public Publishing(Simulations simulations) {
        this.simulations = simulations;
    }

    @Override
    public Optional<UUID> unsigned(Change change, Caller by) {
        SetsDifference difference = SetsDifference.of(change.before(), change.after());
        if (difference.isEmpty() || !isTriable(change, difference)) {
            return Optional.empty();
        }
        Sql sql = simulations.database();
        Set<Integer> cycles = cycles(sql, difference);
        List<String> units = units(difference.scopes());
        if (new Population(sql, difference.kinds(), units).holders(difference.titles(), cycles) == 0) {
            return Optional.empty();
        }
        Optional<Job> known = known(difference.digest());
        if (known.isPresent()) {
            return known.filter(job -> !isSigned(job)).map(Job::id);
        }
        SimulationOrder order = order(change, difference, cycles, units);
        return Optional.of(simulations.begin(order, difference.digest(), by).id());
    }

    /** Sets that count by code which comes with them cannot be tried before it runs; whoever may bring code answers for it. */
    private boolean isTriable(Change change, SetsDifference difference) {
        try {
            SetsDifference.applied(simulations.rules(), stored(difference.added()), List.of());
            return true;
        } catch (IllegalArgumentException unusable) {
            LOG.warn("What the plugin {} {} does to titles cannot be simulated", change.plugin(), change.version());
            return false;
        }
    }

    private Optional<Job> known(String digest) {
        return simulations
                .database()
                .rows(
                        "select job from simulation where digest = $1 and plugin is not null"
                                + " and created_at > now() - interval '7 days' order by created_at desc limit 10",
                        digest)
                .stream()
                .flatMap(row -> simulations.jobs().find(row.getUUID("job")).stream())
                .filter(job -> job.state() != JobState.FAILED && job.state() != JobState.CANCELLED)
                .findFirst();
    }

    private boolean isSigned(Job job) {
        return simulations.missing(job) == 0;
    }

    private static SimulationOrder order(
            Change change, SetsDifference difference, Set<Integer> cycles, @Nullable List<String> units) {
        CriteriaSet first = Stream.concat(difference.added().stream(), difference.removed().stream())
                .map(Installed::set)
                .findFirst()
                .orElseThrow();
        return new SimulationOrder(
                first.id(),
                first.version(),
                stored(difference.added()),
                stored(difference.removed()),
                difference.titles(),
                difference.kinds(),
                cycles,
                unit(difference.scopes()),
                units,
                change.plugin() + " " + change.version(),
                null);
    }

    private static List<Stored> stored(List<Installed> sets) {
        return sets.stream().map(Stored::of).toList();
    }

    private static @Nullable String unit(@Nullable Set<String> scopes) {
        return scopes != null && scopes.size() == 1 ? scopes.iterator().next() : null;
    }

    private @Nullable List<String> units(@Nullable Set<String> scopes) {
        return scopes == null
                ? null
                : scopes.stream()
                        .flatMap(scope -> simulations.tree().get().below(scope).stream())
                        .distinct()
                        .toList();
    }

    /** This year's and all that were judged, as far as these sets reach back. */
    private static Set<Integer> cycles(Sql sql, SetsDifference difference) {
        Set<Integer> cycles = new TreeSet<>();
        cycles.add(Cycles.now());
        judged(sql, difference.titles()).forEach(cycles::add);
        cycles.removeIf(cycle -> !difference.concerns(cycle));
        return cycles;
    }

    private static List<Integer> judged(Sql sql, Collection<String> titles) {
        return sql
                .rows("select distinct cycle from progress where title = any($1)", (Object)
                        titles.toArray(String[]::new))
                .stream()
                .map(row -> row.getInteger("cycle"))
                .toList();
    }

    @Override
    public void published(Sql transaction, Change change, Caller by) {
        SetsDifference difference = SetsDifference.of(change.before(), change.after());
        if (difference.isEmpty()) {
            return;
        }
        Batches batches = new Batches(transaction);
        Optional<Batch> undone =
                batches.standing(change.plugin(), difference.reversed().digest());
        Set<Integer> cycles = cycles(transaction, difference);
        UUID id = UUID.randomUUID();
        batches.insert(new Batch(
                id,
                difference.digest(),
                change.plugin(),
                change.version(),
                unit(difference.scopes()),
                undone.map(Batch::job).orElse(null),
                null));
        ReevaluationOrder order = new ReevaluationOrder(
                difference.titles(),
                difference.kinds(),
                cycles,
                false,
                unit(difference.scopes()),
                units(difference.scopes()),
                undone.map(Batch::job).orElse(null),
                change.plugin(),
                change.version());
        simulations.jobs().enqueue(transaction, id, ReevaluationJob.NAME, order, by);
        JudgingSets.change(transaction, change.before(), change.after());
    }
}
