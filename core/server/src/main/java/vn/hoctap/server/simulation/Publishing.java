package vn.hoctap.server.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaRegistry.Installed;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobState;
import vn.hoctap.server.ledger.JudgingSets;
import vn.hoctap.server.ledger.Rules;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.plugin.Publication;
import vn.hoctap.server.simulation.Batches.Batch;
import vn.hoctap.server.simulation.SetsDifference.Stored;
import vn.hoctap.server.simulation.Simulations.Purpose;
import vn.hoctap.server.simulation.Tally.Sums;

/**
 * Stands between a change of plugins and the people it concerns. Where somebody holds a title that the change may touch, it
 * is simulated and signed first; and whatever changes, those whom it concerns are judged anew as one batch. A change that
 * takes an earlier one back takes back its batch.
 */
public final class Publishing implements Publication {
    private final Simulations simulations;

    public Publishing(Simulations simulations) {
        this.simulations = simulations;
    }

    @Override
    public Optional<Supplier<UUID>> unsigned(Change change, Caller by, Staging staging) {
        SetsDifference difference = SetsDifference.of(change.before(), change.after());
        if (difference.isEmpty()) {
            return Optional.empty();
        }
        Sql sql = simulations.database();
        Set<Integer> cycles = cycles(sql, difference);
        List<String> units = units(difference, cycles);
        if (new Population(sql, difference.kinds(), units).holders(difference.titles(), cycles) == 0) {
            return Optional.empty();
        }
        SimulationOrder order = order(change, difference, cycles, units, staging.aim());
        String beside = SetsDifference.digest(change.before(), difference.titles());
        Purpose purpose = new Purpose(difference.digest(), staging.what() + " " + beside);
        Optional<Known> known = known(purpose);
        if (known.isPresent()) {
            Job job = known.get().job();
            if (simulations.missing(job) > 0) {
                return Optional.of(job::id);
            }
            if (isStillTrue(known.get(), order, new Rules(change.after(), change.measures()))) {
                return Optional.empty();
            }
        }
        return Optional.of(
                () -> simulations.begin(order, purpose, by, staging::keep).id());
    }

    private record Known(Job job, Instant begun) {}

    /** A signature is good for this change, in this place among the other sets, for a week, and once. */
    private Optional<Known> known(Purpose purpose) {
        return simulations
                .database()
                .rows(
                        "select job, created_at from simulation where digest = $1 and ground = $2 and plugin is not null"
                                + " and used_at is null and created_at > now() - interval '7 days'"
                                + " order by created_at desc limit 10",
                        purpose.digest(),
                        purpose.ground())
                .stream()
                .flatMap(row -> simulations.jobs().find(row.getUUID("job")).stream()
                        .map(job -> new Known(
                                job, row.getOffsetDateTime("created_at").toInstant())))
                .filter(known ->
                        known.job().state() != JobState.FAILED && known.job().state() != JobState.CANCELLED)
                .findFirst();
    }

    /** What was recorded since it was seen may cost so many more their titles that nobody has answered for it. */
    private boolean isStillTrue(Known known, SimulationOrder order, Rules then) {
        Signatures signatures = simulations.signatures();
        UUID simulation = known.job().id();
        Standing.Now now = new Standing(simulations, then, order).since(simulation, known.begun());
        Sums fresh = now.fresh();
        return signatures.needed(fresh, signatures.lately(order.titles())) <= signatures.persons(simulation)
                && !signatures.isBeyond(fresh.lost() - now.seen().lost(), fresh.held());
    }

    private static SimulationOrder order(
            Change change, SetsDifference difference, Set<Integer> cycles, @Nullable List<String> units, String aim) {
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
                aim,
                difference.recodes(),
                null);
    }

    private static List<Stored> stored(List<Installed> sets) {
        return sets.stream().map(Stored::of).toList();
    }

    private static @Nullable String unit(@Nullable Set<String> scopes) {
        return scopes != null && scopes.size() == 1 ? scopes.iterator().next() : null;
    }

    /** A part that is no more goes over to what took its place, by today and by the days whose state decides. */
    private @Nullable List<String> units(SetsDifference difference, Set<Integer> cycles) {
        Set<String> scopes = difference.scopes();
        if (scopes == null) {
            return null;
        }
        OrgTree tree = simulations.tree().get();
        Set<LocalDate> days = difference.referenceDates(cycles);
        return scopes.stream()
                .flatMap(scope -> Stream.concat(
                        tree.heirs(scope).stream().flatMap(heir -> tree.below(heir).stream()),
                        days.stream()
                                .flatMap(day -> tree.heirs(scope, day).stream()
                                        .flatMap(heir -> tree.under(heir, day).stream()))))
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
                difference.recodes(),
                unit(difference.scopes()),
                units(difference, cycles),
                undone.map(Batch::job).orElse(null),
                change.plugin(),
                change.version());
        simulations.jobs().enqueue(transaction, id, ReevaluationJob.NAME, order, by);
        transaction.update(
                "update simulation set used_at = now() where digest = $1 and used_at is null and plugin is not null",
                difference.digest());
        JudgingSets.change(transaction, change.before(), change.after());
    }

    @Override
    public void settled() {
        simulations.jobs().wake();
    }
}
