package vn.hoctap.server.simulation;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobState;
import vn.hoctap.server.plugin.PluginRefused;
import vn.hoctap.server.plugin.Unsigned;
import vn.hoctap.server.simulation.Batches.Batch;

/**
 * What people do about the result of a simulation, or about a batch.
 *
 * @param install puts to work what was kept until this simulation is signed
 * @param retreat takes a plugin back to what it was before its latest change
 */
public record Acting(Simulations simulations, BiConsumer<UUID, Caller> install, Retreat retreat) {

    /** Takes a plugin back, for a reason. */
    public interface Retreat {
        void take(String plugin, String reason, Caller caller);
    }

    /**
     * Answers for what was simulated; with the last signature it is put to work.
     *
     * @throws Unsigned when it is no longer true, with the simulation that is to be signed in its place
     * @throws PluginRefused when the plugin does not run
     * @throws Problem 403, or 409 while the result is not known
     */
    void sign(Job job, Caller caller) {
        String unit = job.parameters().path("orgUnit").textValue();
        Scope.demandIn(caller, Action.SIMULATE, unit == null ? "/" : simulations.path(unit));
        if (job.parameters().path("plugin").isNull()) {
            throw Problem.conflict("Nothing is to be installed after this simulation, so there is nothing to sign.");
        }
        if (job.state() != JobState.DONE) {
            throw Problem.conflict("The simulation has not come to its end; sign when its result is there.");
        }
        boolean open = simulations.missing(job) > 0;
        simulations.signatures().sign(job.id(), caller);
        if (open && simulations.missing(job) == 0) {
            install.accept(job.id(), caller);
        }
    }

    /**
     * Takes back what a change of sets did, and the change with it.
     *
     * @return the batch that does so
     * @throws Unsigned when somebody has to sign first what that would do
     * @throws Problem 403, or 409 when it cannot be taken back
     */
    Job undo(Job job, String reason, Caller caller) {
        String unit = job.parameters().path("orgUnit").textValue();
        Scope.demandIn(caller, Action.REEVALUATE, unit == null ? "/" : simulations.path(unit));
        Batch batch = simulations
                .batch(job.id())
                .filter(simulations::canBeUndone)
                .orElseThrow(() -> Problem.conflict(
                        "Only the latest batch after a change of a plugin can be taken back, once, after its end."));
        String plugin = String.valueOf(batch.plugin());
        try {
            retreat.take(plugin, reason, caller);
            note(job, "undone", reason, caller);
        } catch (Unsigned waiting) {
            note(job, "undo asked", reason, caller);
            throw waiting;
        }
        return Optional.ofNullable(
                        simulations.batch(job.id()).map(Batch::undoneBy).orElse(null))
                .flatMap(simulations.jobs()::find)
                .orElseThrow(() -> Problem.conflict("The plugin went back to something else than it was before."));
    }

    private void note(Job job, String what, String reason, Caller caller) {
        Audit.write(
                simulations.database(),
                Act.of(caller.name(), Deed.REEVALUATED)
                        .on(job.id().toString())
                        .noting(what)
                        .because(reason));
    }
}
