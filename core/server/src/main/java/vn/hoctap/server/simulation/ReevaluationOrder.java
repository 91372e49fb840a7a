package vn.hoctap.server.simulation;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.ledger.Concerned.Case;
import vn.hoctap.server.ledger.Concerned.Question;

/**
 * Who is to be judged anew.
 *
 * @param everybody also those whom the same version judged already
 * @param units the part of the tree, with all below; null: everybody
 * @param undoes the batch that is taken back
 */
record ReevaluationOrder(
        Set<String> titles,
        Set<String> kinds,
        Set<Integer> cycles,
        boolean everybody,
        @Nullable String orgUnit,
        @Nullable List<String> units,
        @Nullable UUID undoes,
        @Nullable String plugin,
        @Nullable String pluginVersion) {

    static ReevaluationOrder of(Job job) {
        return Json.mapper().convertValue(job.parameters(), ReevaluationOrder.class);
    }

    Question question() {
        return new Question(titles, cycles, everybody);
    }

    /** Whoever is still judged by another set than he should be. */
    Question rest() {
        return new Question(titles, cycles, false);
    }

    /** Where somebody asked for a part of the tree, its people; a change of sets concerns whom it concerns. */
    boolean looksAt(Case one) {
        return plugin != null || orgUnit == null || one.places().contains(orgUnit);
    }
}
