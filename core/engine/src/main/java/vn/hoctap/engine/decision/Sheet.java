package vn.hoctap.engine.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.Criterion;
import vn.hoctap.engine.criteria.CriteriaSet.NotApplicable;
import vn.hoctap.engine.decision.Decision.CriterionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;

/** The points of all indicators, and what they add up to. Immutable: a new one shares whatever has not changed. */
final class Sheet {
    private final Outline outline;
    private final List<IndicatorResult> scores;
    private final List<CriterionResult> criteria;
    private final Rational total;

    private Sheet(Outline outline, List<IndicatorResult> scores, List<CriterionResult> criteria, Rational total) {
        this.outline = outline;
        this.scores = scores;
        this.criteria = criteria;
        this.total = total;
    }

    /** @param scores in the set's order */
    static Sheet of(Outline outline, List<IndicatorResult> scores) {
        List<CriterionResult> criteria = new ArrayList<>();
        int next = 0;
        for (Criterion criterion : outline.set().criteria()) {
            int end = next + criterion.indicators().size();
            criteria.add(criterion(criterion.id(), List.copyOf(scores.subList(next, end))));
            next = end;
        }
        return new Sheet(outline, List.copyOf(scores), List.copyOf(criteria), total(outline, scores, criteria));
    }

    /** @param changes how the new scores differ from those here */
    Sheet with(IndicatorResult[] newScores, Changes changes) {
        List<IndicatorResult> all = List.of(newScores);
        CriterionResult[] sums = criteria.toArray(CriterionResult[]::new);
        int next = 0;
        for (int i = 0; i < sums.length; i++) {
            int end = next + sums[i].indicators().size();
            if (changes.isAnyIn(next, end)) {
                List<IndicatorResult> own = List.of(Arrays.copyOfRange(newScores, next, end));
                sums[i] = changes.isPointsIn(next, end) ? criterion(sums[i].id(), own) : alike(sums[i], own);
            }
            next = end;
        }
        List<CriterionResult> newCriteria = List.of(sums);
        return new Sheet(outline, all, newCriteria, changes.isPoints() ? total(outline, all, newCriteria) : total);
    }

    private static CriterionResult alike(CriterionResult old, List<IndicatorResult> own) {
        return new CriterionResult(old.id(), old.points(), old.max(), old.outcome(), own);
    }

    private static CriterionResult criterion(String id, List<IndicatorResult> own) {
        Rational points = Rational.ZERO;
        Rational max = Rational.ZERO;
        for (IndicatorResult score : own) {
            points = points.plus(score.points());
            max = max.plus(score.max());
        }
        return new CriterionResult(id, points, max, Outcomes.criterion(own), own);
    }

    private static Rational total(Outline outline, List<IndicatorResult> scores, List<CriterionResult> criteria) {
        Rational points = Rational.ZERO;
        Rational all = Rational.ZERO;
        for (CriterionResult criterion : criteria) {
            points = points.plus(criterion.points());
            all = all.plus(criterion.max());
        }
        return outline.set().award().notApplicable() == NotApplicable.RESCALE ? rescaled(points, all, scores) : points;
    }

    /** What does not apply gives no points here. */
    private static Rational rescaled(Rational points, Rational all, List<IndicatorResult> scores) {
        Rational reachable = Rational.ZERO;
        for (IndicatorResult score : scores) {
            reachable = score.outcome() == Outcome.NOT_APPLICABLE ? reachable : reachable.plus(score.max());
        }
        return reachable.signum() == 0 ? points : points.times(all).over(reachable);
    }

    List<IndicatorResult> scores() {
        return scores;
    }

    List<CriterionResult> criteria() {
        return criteria;
    }

    Rational total() {
        return total;
    }
}
