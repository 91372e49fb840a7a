package vn.hoctap.server.learner;

import java.util.List;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Condition;
import vn.hoctap.engine.criteria.CriteriaSet.Level;
import vn.hoctap.engine.decision.CourseOffer;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.decision.Explanation;
import vn.hoctap.engine.decision.Missing;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.server.ledger.Explained;

/**
 * How somebody stands under the set that judges him, as pages ask it.
 *
 * @param catalogue the courses that may be recommended
 */
public record Judgement(Explained explained, List<CourseOffer> catalogue) {

    public CriteriaSet set() {
        return explained.set();
    }

    public Decision decision() {
        return explained.decision();
    }

    Explanation explanation() {
        return explained.explanation();
    }

    /** The shortest way to the title; worked out anew at every call. */
    Missing missing() {
        return explained.missing(catalogue);
    }

    /** The condition on the total that is nearest: the one that denies and asks least, or the one that holds. */
    public Optional<ConditionResult> total() {
        List<ConditionResult> totals = decision().conditions().stream()
                .filter(c -> isOnTotal(c)
                        && c.needed().filter(needed -> needed.signum() > 0).isPresent())
                .sorted((one, other) ->
                        one.needed().orElseThrow().compareTo(other.needed().orElseThrow()))
                .toList();
        return totals.stream()
                .filter(c -> c.outcome() != Outcome.MET)
                .findFirst()
                .or(() -> totals.stream().reduce((one, other) -> other));
    }

    /** Whether it compares the total itself; one on indicators may show the same number by chance, as 0 and 0. */
    private boolean isOnTotal(ConditionResult result) {
        return result.actual().filter(decision().total()::equals).isPresent()
                && (set().award().requires().stream().anyMatch(c -> asksTotal(c) && c.id().equals(result.id()))
                        || set().award().levels().stream().anyMatch(level -> isOnTotal(level, result.id())));
    }

    /** A level's conditions are named after it, a condition that is the level itself by its id alone. */
    private static boolean isOnTotal(Level level, String id) {
        return level.requires().stream()
                .filter(Judgement::asksTotal)
                .anyMatch(c -> id.equals(c.id().equals(level.id()) ? c.id() : level.id() + "." + c.id()));
    }

    private static boolean asksTotal(Condition condition) {
        return condition.test().reads().contains("total");
    }

    /** What all indicators give at most. */
    public Rational best() {
        return decision().indicators().stream().map(IndicatorResult::max).reduce(Rational.ZERO, Rational::plus);
    }

    /** The conditions but for those that do not apply, which ask for nothing. */
    public List<ConditionResult> asking() {
        return decision().conditions().stream()
                .filter(condition -> condition.outcome() != Outcome.NOT_APPLICABLE)
                .toList();
    }

    public Optional<Rational> shortOfTotal() {
        return Missing.shortOfTotal(decision());
    }

    /**
     * Does the indicator lie below a minimum that denies the title? A condition on the weakest indicator shows that
     * one's points as what was found.
     */
    public boolean tooLow(IndicatorResult indicator) {
        return indicator.outcome() != Outcome.NOT_APPLICABLE
                && decision().denying().stream()
                        .filter(c -> c.actual().filter(weakest()::equals).isPresent())
                        .filter(c -> !isOnTotal(c) && !isOnShare(c))
                        .flatMap(c -> c.needed().stream())
                        .anyMatch(needed -> indicator.points().compareTo(needed) < 0);
    }

    /** No points may show the same number by chance, as 0 and 0 %. */
    private boolean isOnShare(ConditionResult result) {
        return decision().indicators().stream()
                .anyMatch(i -> i.share().isPresent() && i.value().equals(result.actual()));
    }

    private Rational weakest() {
        return decision().indicators().stream()
                .filter(i -> i.outcome() != Outcome.NOT_APPLICABLE)
                .map(IndicatorResult::points)
                .reduce(Rational::min)
                .orElse(Rational.ZERO);
    }
}
