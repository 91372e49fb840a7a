package vn.hoctap.server.title;

import java.util.List;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.Share;

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
     * @param share of which members it was
     * @param note why it could not be judged; empty otherwise
     */
    record Lost(String id, Optional<Rational> actual, Optional<Share> share, Optional<Rational> needed, String note) {
        Lost(String id, Optional<Rational> actual, Optional<Rational> needed, String note) {
            this(id, actual, Optional.empty(), needed, note);
        }
    }

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
        return new ConditionsLost(decision.denying().stream()
                .map(condition -> lost(condition, decision))
                .toList());
    }

    private static Lost lost(ConditionResult condition, Decision decision) {
        return new Lost(
                condition.id(), condition.actual(), share(condition, decision), condition.needed(), condition.note());
    }

    /** What was found is a share of members when it is just what such an indicator measured. */
    private static Optional<Share> share(ConditionResult condition, Decision decision) {
        return condition
                .actual()
                .flatMap(actual -> decision.indicators().stream()
                        .filter(indicator -> indicator.value().equals(Optional.of(actual)))
                        .flatMap(indicator -> indicator.share().stream())
                        .findFirst());
    }
}
