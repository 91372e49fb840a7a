package vn.hoctap.server.ledger;

import java.util.List;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.CriterionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.decision.Decision.Share;
import vn.hoctap.engine.decision.Explanation;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.engine.measure.Tally.Counted;

/** How a subject stands under one set, as it is shown. */
record ProgressJson(
        String set,
        String version,
        String title,
        Outcome outcome,
        Optional<String> level,
        Rational total,
        List<ConditionResult> conditions,
        List<CriterionJson> criteria) {

    record CriterionJson(String id, Rational points, Rational max, Outcome outcome, List<IndicatorJson> indicators) {}

    record IndicatorJson(
            String id,
            Rational points,
            Rational max,
            Outcome outcome,
            Optional<Rational> value,
            Optional<Share> share,
            List<Counted> facts) {}

    static ProgressJson of(Explained explained) {
        Decision decision = explained.decision();
        return new ProgressJson(
                decision.set(),
                decision.version(),
                decision.title(),
                decision.outcome(),
                decision.level(),
                decision.total(),
                decision.conditions(),
                decision.criteria().stream()
                        .map(criterion -> criterion(criterion, explained.explanation()))
                        .toList());
    }

    private static CriterionJson criterion(CriterionResult criterion, Explanation explanation) {
        return new CriterionJson(
                criterion.id(),
                criterion.points(),
                criterion.max(),
                criterion.outcome(),
                criterion.indicators().stream()
                        .map(indicator -> indicator(indicator, explanation))
                        .toList());
    }

    private static IndicatorJson indicator(IndicatorResult indicator, Explanation explanation) {
        return new IndicatorJson(
                indicator.id(),
                indicator.points(),
                indicator.max(),
                indicator.outcome(),
                indicator.value(),
                indicator.share(),
                explanation.counted(indicator.id()));
    }
}
