package vn.hoctap.server.orgunit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobKind;
import vn.hoctap.server.job.Jobs;
import vn.hoctap.server.subject.Consequences;
import vn.hoctap.server.subject.Subjects;

/**
 * Merging, splitting, dissolving and moving units, as one operation: the tree is another one at once, in one transaction with
 * the order for the rest; whoever lived or worked at a unit that ends follows page by page, and all who are concerned are
 * judged anew. Safe for use from any thread.
 */
public final class Reorganisations {

    /** @param sets that hold for a part of the tree only */
    public record Parts(
            Database database,
            OrgUnits units,
            Subjects subjects,
            Consequences consequences,
            Supplier<List<ScopedSet>> sets) {}

    private final Parts parts;
    private Optional<Jobs> jobs = Optional.empty();

    public Reorganisations(Parts parts) {
        this.parts = parts;
    }

    public JobKind kind() {
        return new ReorganisationJob(parts);
    }

    /** Who runs the orders; to be said before the first one. */
    public void runBy(Jobs runner) {
        jobs = Optional.of(runner);
    }

    Jobs jobs() {
        return jobs.orElseThrow();
    }

    OrgUnits units() {
        return parts.units();
    }

    /**
     * What it would do. Changes nothing.
     *
     * @throws Problem 400, 403
     */
    Preview preview(Reorganisation wanted, Caller caller) {
        return Preview.of(
                plan(parts.units().tree(), wanted, caller),
                parts.database(),
                parts.sets().get());
    }

    /**
     * Changes the tree and leaves the rest to a job.
     *
     * @throws Problem 400, 403, 409 when a new unit's id is known already
     */
    Job carryOut(Reorganisation wanted, Caller caller) {
        UUID id = UUID.randomUUID();
        parts.units().changing(sql -> {
            OrgTree tree = new OrgUnitRows(sql).lock(parts.units().today());
            Plan plan = plan(tree, wanted, caller);
            long moving = new Survey(sql)
                    .moving(plan).values().stream().mapToLong(Long::longValue).sum();
            new TreeChange(sql, tree).apply(plan);
            audit(sql, id, wanted, plan, caller);
            jobs().enqueue(
                            sql,
                            id,
                            ReorganisationJob.NAME,
                            Order.of(wanted, plan, moving).stored(),
                            caller);
            return id;
        });
        jobs().wake();
        return jobs().find(id).orElseThrow();
    }

    private static Plan plan(OrgTree tree, Reorganisation wanted, Caller caller) {
        Scope.demandSomewhere(caller, Action.EDIT_UNITS);
        Plan plan = Planner.plan(tree, wanted);
        Stream.concat(
                        plan.touched().stream().filter(tree::knows),
                        Stream.concat(
                                        plan.created().stream().map(OrgUnit::parent),
                                        plan.hangings().stream().map(Hanging::parent))
                                .filter(Objects::nonNull)
                                .filter(tree::knows))
                .distinct()
                .forEach(unit -> Scope.demandIn(caller, Action.EDIT_UNITS, tree.path(unit)));
        boolean atTheTop = Stream.concat(
                        plan.created().stream().map(unit -> Optional.ofNullable(unit.parent())),
                        plan.hangings().stream().map(hanging -> Optional.ofNullable(hanging.parent())))
                .anyMatch(Optional::isEmpty);
        if (atTheTop) {
            Scope.demandIn(caller, Action.EDIT_UNITS, "/");
        }
        return plan;
    }

    /** One act for the whole, and one for each unit, so that it is found by each of them. */
    private static void audit(Sql sql, UUID id, Reorganisation wanted, Plan plan, Caller caller) {
        List<Act> acts = new ArrayList<>();
        acts.add(Act.of(caller.name(), Deed.UNITS_REORGANISED)
                .on(id.toString())
                .noting(wanted.effective() + " " + told(plan))
                .because(wanted.reason()));
        plan.touched()
                .forEach(unit -> acts.add(
                        Act.of(caller.name(), Deed.UNIT_CHANGED).on(unit).noting("reorganisation " + id)));
        Audit.write(sql, acts);
    }

    private static String told(Plan plan) {
        return plan.ended().stream()
                .map(unit -> unit.id() + ">" + String.join("+", unit.successors()))
                .collect(Collectors.joining(" "));
    }
}
