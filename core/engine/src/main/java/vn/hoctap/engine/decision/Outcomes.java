package vn.hoctap.engine.decision;

import java.util.List;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;

/** How judgements combine: one denial denies, missing data leaves it open, and what does not apply is left out. */
final class Outcomes {
    private Outcomes() {}

    static Outcome all(List<ConditionResult> conditions) {
        Outcome all = Outcome.NOT_APPLICABLE;
        for (ConditionResult condition : conditions) {
            all = both(all, condition.outcome());
        }
        return all;
    }

    static Outcome criterion(List<IndicatorResult> indicators) {
        Outcome all = Outcome.NOT_APPLICABLE;
        for (IndicatorResult indicator : indicators) {
            all = both(all, indicator.outcome());
        }
        return all;
    }

    static Outcome both(Outcome one, Outcome other) {
        return weight(one) >= weight(other) ? one : other;
    }

    private static int weight(Outcome outcome) {
        return switch (outcome) {
            case NOT_MET -> 3;
            case NO_DATA -> 2;
            case MET -> 1;
            case NOT_APPLICABLE -> 0;
        };
    }
}
