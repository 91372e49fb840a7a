package vn.hoctap.engine.decision;

import java.util.List;
import java.util.function.Function;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;

/** How judgements combine: one denial denies, missing data leaves it open, and what does not apply is left out. */
final class Outcomes {
    private Outcomes() {}

    static Outcome all(List<ConditionResult> conditions) {
        return combine(conditions, ConditionResult::outcome);
    }

    static Outcome criterion(List<IndicatorResult> indicators) {
        return combine(indicators, IndicatorResult::outcome);
    }

    static Outcome both(Outcome one, Outcome other) {
        return combine(List.of(one, other), Function.identity());
    }

    private static <T> Outcome combine(List<T> parts, Function<T, Outcome> outcome) {
        List<Outcome> outcomes = parts.stream().map(outcome).toList();
        for (Outcome decisive : List.of(Outcome.NOT_MET, Outcome.NO_DATA, Outcome.MET)) {
            if (outcomes.contains(decisive)) {
                return decisive;
            }
        }
        return Outcome.NOT_APPLICABLE;
    }
}
