package vn.hoctap.server.title;

import java.util.List;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.ConditionResult;

/**
 * Why a title is not live any more. It is stored, and shown by the API, as the sentence of {@link ReasonText}; pages build
 * words of their own from its parts.
 */
sealed interface Reason {

    /**
     * The ground is gone.
     *
     * @param conditions that deny the title; empty: which ones is not known
     */
    record ConditionsLost(List<Lost> conditions) implements Reason {}

    /**
     * @param id as the decision names the condition
     * @param note why it could not be judged; empty otherwise
     */
    record Lost(String id, Optional<Rational> actual, Optional<Rational> needed, String note) {}

    /** No criteria set judges the subject for the title and cycle. */
    record Unjudged() implements Reason {}

    /** @param serial of the title that took its place */
    record Replaced(String serial) implements Reason {}

    /** Its time has run out. */
    record Lapsed() implements Reason {}

    /** The change of rules that had given it was undone. */
    record Undone() implements Reason {}

    /** In the words of a person. */
    record Stated(String text) implements Reason {}

    static Reason denial(Decision decision) {
        return new ConditionsLost(decision.denying().stream().map(Reason::lost).toList());
    }

    private static Lost lost(ConditionResult condition) {
        return new Lost(condition.id(), condition.actual(), condition.needed(), condition.note());
    }
}
