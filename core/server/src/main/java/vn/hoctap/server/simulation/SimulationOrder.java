package vn.hoctap.server.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.ledger.Concerned.Case;
import vn.hoctap.server.ledger.Concerned.Question;
import vn.hoctap.server.simulation.SetsDifference.Stored;

/**
 * What a simulation is to find out.
 *
 * @param set the id of the set that it is about; of several, one of them
 * @param coming the sets that would judge, complete
 * @param going those that would not any more
 * @param orgUnit the part of the tree whose people are looked at; null: everybody
 * @param units it with all below; null: everybody
 * @param kinds of subjects
 * @param aim what is to be done with the plugin; null: nothing
 * @param everybody also those whom the same version judged already: it counts by other code
 * @param parameters what of the set's parameters would be other, as JSON
 */
record SimulationOrder(
        String set,
        String version,
        List<Stored> coming,
        List<Stored> going,
        Set<String> titles,
        Set<String> kinds,
        Set<Integer> cycles,
        @Nullable String orgUnit,
        @Nullable List<String> units,
        @Nullable String plugin,
        @Nullable String aim,
        boolean everybody,
        @Nullable JsonNode parameters) {

    static SimulationOrder of(Job job) {
        return Json.mapper().convertValue(job.parameters(), SimulationOrder.class);
    }

    /** Whoever the change gives another judge, or one who counts otherwise. */
    Question question() {
        return new Question(titles, cycles, everybody);
    }

    /** Where somebody asked for a part of the tree, its people; a change of sets concerns whom it concerns. */
    boolean looksAt(Case one) {
        return plugin != null || orgUnit == null || one.places().contains(orgUnit);
    }
}
