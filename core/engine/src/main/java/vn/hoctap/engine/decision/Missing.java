package vn.hoctap.engine.decision;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Text;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.SubjectState;

/**
 * The shortest way from here to the title. A condition that no points can meet (a title that must be held) is left out
 * of the steps.
 *
 * @param gap points still missing; 0 when the title is earned
 */
public record Missing(Rational gap, List<Step> steps) {

    /** @param points how many more points the step gives */
    public record Step(String indicator, Rational points, Text advice, List<CourseOffer> courses) {}

    public static Missing of(
            Folder folder,
            SubjectState subject,
            Collection<? extends Entry> entries,
            Circumstances circumstances,
            List<CourseOffer> catalogue) {
        Decision decision = Decider.decide(folder, subject, folder.all(entries), circumstances);
        if (decision.met()) {
            return new Missing(Rational.ZERO, List.of());
        }
        Advice advice = new Advice(folder, entries, circumstances, catalogue);
        Moves moves = new Moves(folder, subject, entries, circumstances, advice);
        ShortestWay way =
                new ShortestWay(Ground.of(folder, subject), circumstances, decision, moves.of(decision.indicators()));
        List<Step> steps = way.moves().stream()
                .map(move -> new Step(move.indicator(), gain(decision, move), advice.text(move), advice.courses(move)))
                .toList();
        return new Missing(gap(decision, steps), steps);
    }

    /** The points that the total lacks, without looking for a way; cheap enough for lists. */
    public static Optional<Rational> shortOfTotal(Decision decision) {
        return decision.denying().stream()
                .filter(c -> c.actual().filter(decision.total()::equals).isPresent())
                .flatMap(c -> c.needed().map(needed -> needed.minus(decision.total())).stream())
                .filter(short_ -> short_.signum() > 0)
                .reduce(Rational::max);
    }

    private static Rational gap(Decision decision, List<Step> steps) {
        return shortOfTotal(decision)
                .orElseGet(() -> steps.stream().map(Step::points).reduce(Rational.ZERO, Rational::plus));
    }

    private static Rational gain(Decision decision, Move move) {
        return move.points()
                .minus(score(decision.indicators(), move.indicator()).points());
    }

    private static IndicatorResult score(List<IndicatorResult> scores, String id) {
        return scores.stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
    }
}
