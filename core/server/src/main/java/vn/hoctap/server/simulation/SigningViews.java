package vn.hoctap.server.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobState;
import vn.hoctap.server.simulation.SimulationView.Signing;

/** Tells who has signed what a simulation came to, and who must. */
record SigningViews(Simulations simulations, Function<String, String> accounts, Words words, Caller caller) {

    /** Null: there is nothing to sign. */
    @Nullable
    Signing of(Job job) {
        if (!job.kind().equals(SimulationJob.NAME)
                || job.state() != JobState.DONE
                || !job.parameters().path("plugin").isTextual()) {
            return null;
        }
        List<Signatures.Signature> signed = simulations.signatures().of(job.id());
        int missing = simulations.missing(job);
        boolean mine = simulations.signatures().hasSigned(job.id(), caller);
        String unit = job.parameters().path("orgUnit").textValue();
        boolean may = Scope.mayIn(caller, Action.SIMULATE, unit == null ? "/" : simulations.path(unit));
        String key = missing == 0
                ? "simulation.signed"
                : mine ? "simulation.sign.other" : missing > 1 ? "simulation.sign.two" : "simulation.sign.one";
        return new Signing(
                text(job, key),
                signed.stream()
                        .map(one -> accounts.apply(one.account()) + " · " + words.moment(one.at()))
                        .toList(),
                missing > 0 && !mine && may);
    }

    private String text(Job job, String key) {
        String text = words.get(key, simulations.signatures().maxLostPercent());
        JsonNode result = job.result();
        long lately = result == null ? 0 : result.path("lostLately").asLong();
        return lately == 0 ? text : text + " " + words.get("simulation.sign.lately", lately);
    }
}
