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
        Rational sum = total;
        int next = 0;
        for (int i = 0; i < sums.length; i++) {
            CriterionResult old = sums[i];
            int end = next + old.indicators().size();
            if (changes.isAnyIn(next, end)) {
                // A copy where there are others: a criterion that stays must not keep all that was about it then.
                List<IndicatorResult> own =
                        end - next == all.size() ? all : List.of(Arrays.copyOfRange(newScores, next, end));
                if (changes.isPointsIn(next, end)) {
                    Rational more = more(newScores, changes, next, end);
                    sums[i] = new CriterionResult(
                            old.id(), old.points().plus(more), old.max(), Outcomes.criterion(own), own);
                    sum = sum.plus(more);
                } else {
                    sums[i] = new CriterionResult(old.id(), old.points(), old.max(), old.outcome(), own);
                }
            }
            next = end;
        }
        List<CriterionResult> newCriteria = List.of(sums);
        boolean again = changes.isPoints() && isRescaled(outline);
        return new Sheet(outline, all, newCriteria, again ? total(outline, all, newCriteria) : sum);
    }

    /** How many points more than before; numbers are exact, so a sum of differences is the difference of the sums. */
    private Rational more(IndicatorResult[] newScores, Changes changes, int begin, int end) {
        Rational more = Rational.ZERO;
        for (int i = begin; i < end; i++) {
            if (changes.isPointsIn(i, i + 1)) {
                more = more.plus(newScores[i].points()).minus(scores.get(i).points());
            }
        }
        return more;
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
        return isRescaled(outline) ? rescaled(points, all, scores) : points;
    }

    private static boolean isRescaled(Outline outline) {
        return outline.set().award().notApplicable() == NotApplicable.RESCALE;
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
