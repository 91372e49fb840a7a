package vn.hoctap.engine.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Text;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.SubjectState;

/**
 * The shortest way from here to the title: it starts from every indicator at its best and takes back whatever the
 * conditions do not need, dearest first, so that no step of the result can be left out or made smaller. The conditions
 * are asked, never guessed, whatever their expressions say. A condition that no points can meet (a title that must be
 * held) is left out of the steps.
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
        Moves moves = new Moves(folder, entries, circumstances);
        Plan plan = new Plan(folder, subject, circumstances, decision, moves.of(decision.indicators()));
        Advice advice = new Advice(folder, entries, circumstances, catalogue);
        List<Step> steps = plan.shortest().stream()
                .map(move -> new Step(
                        move.indicator(), gain(decision, move), advice.text(move), advice.courses(move)))
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
        return move.points().minus(score(decision.indicators(), move.indicator()).points());
    }

    private static IndicatorResult score(List<IndicatorResult> scores, String id) {
        return scores.stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
    }

    /** The search: which of the possible moves are needed. */
    private record Plan(
            Folder folder,
            SubjectState subject,
            Circumstances circumstances,
            Decision now,
            Map<String, List<Move>> possible) {

        List<Move> shortest() {
            Map<String, Move> chosen = new LinkedHashMap<>();
            possible.forEach((indicator, moves) -> {
                if (!moves.isEmpty()) {
                    chosen.put(indicator, moves.get(moves.size() - 1));
                }
            });
            Set<String> reachable = met(chosen);
            while (reduce(chosen, reachable)) {
                // each round takes one step back or makes it smaller, so this ends
            }
            return chosen.values().stream()
                    .sorted(Comparator.comparing(Move::effort))
                    .toList();
        }

        private record Reduction(String indicator, @Nullable Move to, Rational saves) {}

        private boolean reduce(Map<String, Move> chosen, Set<String> reachable) {
            List<Reduction> reductions = new ArrayList<>();
            chosen.forEach((indicator, move) -> {
                reductions.add(new Reduction(indicator, null, move.effort()));
                possible.get(indicator).stream()
                        .filter(smaller -> smaller.points().compareTo(move.points()) < 0)
                        .forEach(smaller -> reductions.add(new Reduction(
                                indicator, smaller, move.effort().minus(smaller.effort()))));
            });
            reductions.sort(Comparator.comparing(Reduction::saves).reversed());
            for (Reduction reduction : reductions) {
                Map<String, Move> less = new LinkedHashMap<>(chosen);
                if (reduction.to() == null) {
                    less.remove(reduction.indicator());
                } else {
                    less.put(reduction.indicator(), reduction.to());
                }
                if (met(less).containsAll(reachable)) {
                    chosen.clear();
                    chosen.putAll(less);
                    return true;
                }
            }
            return false;
        }

        private Set<String> met(Map<String, Move> moves) {
            List<IndicatorResult> imagined = now.indicators().stream()
                    .map(score -> imagine(score, moves.get(score.id())))
                    .toList();
            return Decider.on(folder, subject, imagined, circumstances).conditions().stream()
                    .filter(c -> c.outcome() == Outcome.MET)
                    .map(ConditionResult::id)
                    .collect(Collectors.toSet());
        }

        private static IndicatorResult imagine(IndicatorResult score, @Nullable Move move) {
            return move == null
                    ? score
                    : new IndicatorResult(
                            score.id(),
                            move.points(),
                            score.max(),
                            Outcome.MET,
                            Optional.of(move.value()),
                            move.way(),
                            Optional.empty());
        }
    }
}
