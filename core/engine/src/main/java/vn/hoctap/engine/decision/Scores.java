package vn.hoctap.engine.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.Criterion;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.CriteriaSet.NotApplicable;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.expression.Verdict;
import vn.hoctap.engine.measure.State;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;
import vn.hoctap.engine.progress.Slot;
import vn.hoctap.engine.progress.SubjectState;

/** The points of each indicator, before any condition is asked. */
final class Scores {
    private final Folder folder;
    private final SubjectState subject;
    private final Progress progress;
    private final Circumstances circumstances;
    private final NotApplicable policy;
    private final Map<String, Object> parameters;

    Scores(
            Folder folder,
            SubjectState subject,
            Progress progress,
            Circumstances circumstances,
            Map<String, Object> parameters) {
        this.folder = folder;
        this.subject = subject;
        this.progress = progress;
        this.circumstances = circumstances;
        this.policy = folder.set().award().notApplicable();
        this.parameters = parameters;
    }

    /** All indicators in the set's order. */
    List<IndicatorResult> all() {
        List<IndicatorResult> results = new ArrayList<>();
        int slot = 0;
        for (Criterion criterion : folder.set().criteria()) {
            Applies whole = applies(criterion.applies());
            for (Indicator indicator : criterion.indicators()) {
                results.add(score(indicator, whole.and(applies(indicator.applies())), slot));
                slot += indicator.from().size();
            }
        }
        return results;
    }

    private enum Applies {
        YES,
        NO,
        UNKNOWN;

        Applies and(Applies other) {
            return this == NO || other == NO ? NO : this == UNKNOWN ? UNKNOWN : other;
        }
    }

    private Applies applies(Optional<Expression> condition) {
        return condition
                .map(applies -> switch (applies.test(Bindings.subject(subject.fields()))) {
                    case Verdict.True yes -> Applies.YES;
                    case Verdict.False no -> Applies.NO;
                    default -> Applies.UNKNOWN;
                })
                .orElse(Applies.YES);
    }

    private IndicatorResult score(Indicator indicator, Applies applies, int firstSlot) {
        Rational max = indicator.max().orElse(Rational.ZERO);
        return switch (applies) {
            case NO -> notApplicable(indicator.id(), max);
            case UNKNOWN -> noData(indicator.id(), max);
            case YES -> best(indicator, max, firstSlot);
        };
    }

    private IndicatorResult best(Indicator indicator, Rational max, int firstSlot) {
        Optional<IndicatorResult> best = Optional.empty();
        boolean emptyShare = false;
        for (int way = 0; way < indicator.from().size(); way++) {
            Slot slot = folder.slots().get(firstSlot + way);
            State state = progress.states().get(firstSlot + way);
            Optional<Rational> value = slot.tally().value(state, circumstances.asOf());
            emptyShare |= value.isEmpty() && slot.way().measure().equals("share");
            if (value.isPresent()) {
                IndicatorResult result = earned(indicator, max, value.get(), way, state);
                best = best.filter(so -> so.points().atLeast(result.points())).or(() -> Optional.of(result));
            }
        }
        boolean nobodyToCount = emptyShare;
        return best.orElseGet(() -> nobodyToCount ? notApplicable(indicator.id(), max) : noData(indicator.id(), max));
    }

    private IndicatorResult earned(Indicator indicator, Rational max, Rational value, int way, State state) {
        Way.Points rule = indicator.from().get(way).points();
        Rational points = PointRules.points(rule, value, parameters).max(Rational.ZERO);
        Rational capped = indicator.max().isPresent() ? points.min(max) : points;
        Optional<Decision.Share> share = state instanceof State.Sum sum
                        && indicator.from().get(way).measure().equals("share")
                ? Optional.of(new Decision.Share(sum.sum().numerator().longValueExact(), sum.count()))
                : Optional.empty();
        Outcome outcome = capped.signum() > 0 ? Outcome.MET : Outcome.NOT_MET;
        return new IndicatorResult(indicator.id(), capped, max, outcome, Optional.of(value), way, share);
    }

    private IndicatorResult notApplicable(String id, Rational max) {
        Rational points = policy == NotApplicable.FULL ? max : Rational.ZERO;
        return new IndicatorResult(id, points, max, Outcome.NOT_APPLICABLE, Optional.empty(), -1, Optional.empty());
    }

    private static IndicatorResult noData(String id, Rational max) {
        return new IndicatorResult(id, Rational.ZERO, max, Outcome.NO_DATA, Optional.empty(), -1, Optional.empty());
    }
}
