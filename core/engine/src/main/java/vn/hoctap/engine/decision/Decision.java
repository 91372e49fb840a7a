package vn.hoctap.engine.decision;

import java.util.List;
import java.util.Optional;
import vn.hoctap.api.Rational;

/**
 * What a subject's progress earned under one set and cycle.
 *
 * @param outcome MET: the title is earned
 * @param level the level earned, in schemes with levels
 * @param total the points of all indicators, rescaled where the set says so
 */
public record Decision(
        String set,
        String version,
        String title,
        int cycle,
        Outcome outcome,
        Optional<String> level,
        Rational total,
        List<ConditionResult> conditions,
        List<CriterionResult> criteria) {

    /**
     * @param actual what was found, where the condition compares numbers
     * @param needed what was asked for
     * @param note why it could not be judged, for instance which field of the subject is unknown; empty otherwise
     */
    public record ConditionResult(
            String id, Outcome outcome, Optional<Rational> actual, Optional<Rational> needed, String note) {}

    public record CriterionResult(
            String id, Rational points, Rational max, Outcome outcome, List<IndicatorResult> indicators) {}

    /**
     * @param value the measured number of the way that gave the points; empty without data
     * @param way which of the indicator's ways gave the points; −1 without data
     * @param share numerator and denominator, when the value is a share of members
     */
    public record IndicatorResult(
            String id,
            Rational points,
            Rational max,
            Outcome outcome,
            Optional<Rational> value,
            int way,
            Optional<Share> share) {

        /**
         * Whether it holds its subject back: nothing is known of it, it earned nothing, or less than half of what it can
         * give, which is the floor of most rules.
         */
        public boolean isShort() {
            return outcome == Outcome.NO_DATA
                    || outcome == Outcome.NOT_MET
                    || (outcome == Outcome.MET && points.plus(points).compareTo(max) < 0);
        }
    }

    public record Share(long numerator, long denominator) {}

    public boolean met() {
        return outcome == Outcome.MET;
    }

    public List<IndicatorResult> indicators() {
        return criteria.stream().flatMap(c -> c.indicators().stream()).toList();
    }

    /** Whether something counts already, be it worth no points yet. */
    public boolean isBegun() {
        return met()
                || indicators().stream().anyMatch(i -> i.outcome() == Outcome.MET || i.outcome() == Outcome.NOT_MET);
    }

    /** The conditions that deny the title. */
    public List<ConditionResult> denying() {
        return conditions.stream()
                .filter(c -> c.outcome() == Outcome.NOT_MET || c.outcome() == Outcome.NO_DATA)
                .toList();
    }
}
