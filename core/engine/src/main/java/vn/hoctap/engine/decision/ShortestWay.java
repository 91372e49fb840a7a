package vn.hoctap.engine.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;

/**
 * Finds which of the possible moves are needed. It starts from every indicator at its best and takes back whatever the
 * conditions do not need, so that no step of the result can be left out or made smaller; of several orders of taking
 * back, the result with the least effort wins. The conditions are asked, never guessed, whatever their expressions say.
 *
 * @param possible for each indicator the moves, fewest points first
 */
record ShortestWay(Ground ground, Circumstances circumstances, Decision now, Map<String, List<Move>> possible) {

    /** One step back: the indicator makes a smaller move, or none. */
    private record Reduction(String indicator, @Nullable Move to, Rational saves, Rational gives) {
        boolean whole() {
            return to == null;
        }
    }

    private static final Comparator<Reduction> MOST_SAVED =
            Comparator.comparing(Reduction::saves).reversed();
    private static final Comparator<Reduction> WHOLE_STEPS_FIRST =
            Comparator.comparing(Reduction::whole).reversed().thenComparing(MOST_SAVED);
    private static final Comparator<Reduction> MOST_SAVED_FOR_A_POINT =
            Comparator.comparing((Reduction r) -> r.saves().over(r.gives())).reversed();

    /** The needed moves, least effort first. */
    List<Move> moves() {
        return Stream.of(WHOLE_STEPS_FIRST, MOST_SAVED_FOR_A_POINT, MOST_SAVED)
                .map(this::moves)
                .min(Comparator.comparing(ShortestWay::effort))
                .orElseThrow();
    }

    private static Rational effort(List<Move> moves) {
        return moves.stream().map(Move::effort).reduce(Rational.ZERO, Rational::plus);
    }

    private List<Move> moves(Comparator<Reduction> order) {
        Map<String, Move> chosen = new LinkedHashMap<>();
        possible.forEach((indicator, moves) -> {
            if (!moves.isEmpty()) {
                chosen.put(indicator, moves.get(moves.size() - 1));
            }
        });
        Set<String> reachable = met(chosen);
        Optional<Map<String, Move>> less = reduced(chosen, reachable, order);
        Map<String, Move> least = chosen;
        while (less.isPresent()) {
            least = less.get();
            less = reduced(least, reachable, order);
        }
        return least.values().stream()
                .sorted(Comparator.comparing(Move::effort))
                .toList();
    }

    /** The first reduction in order that keeps everything that can be met. */
    private Optional<Map<String, Move>> reduced(
            Map<String, Move> chosen, Set<String> reachable, Comparator<Reduction> order) {
        return reductions(chosen).stream()
                .sorted(order)
                .map(reduction -> without(chosen, reduction))
                .filter(less -> met(less).containsAll(reachable))
                .findFirst();
    }

    private List<Reduction> reductions(Map<String, Move> chosen) {
        List<Reduction> reductions = new ArrayList<>();
        chosen.forEach((indicator, move) -> {
            Rational points = score(indicator).points();
            reductions.add(
                    new Reduction(indicator, null, move.effort(), move.points().minus(points)));
            possible.getOrDefault(indicator, List.of()).stream()
                    .filter(smaller -> smaller.points().compareTo(move.points()) < 0)
                    .forEach(smaller -> reductions.add(new Reduction(
                            indicator,
                            smaller,
                            move.effort().minus(smaller.effort()),
                            move.points().minus(smaller.points()))));
        });
        return reductions;
    }

    private static Map<String, Move> without(Map<String, Move> chosen, Reduction reduction) {
        Map<String, Move> less = new LinkedHashMap<>(chosen);
        Move smaller = reduction.to();
        if (smaller == null) {
            less.remove(reduction.indicator());
        } else {
            less.put(reduction.indicator(), smaller);
        }
        return less;
    }

    private IndicatorResult score(String indicator) {
        return now.indicators().stream()
                .filter(score -> score.id().equals(indicator))
                .findFirst()
                .orElseThrow();
    }

    private Set<String> met(Map<String, Move> moves) {
        List<IndicatorResult> imagined = now.indicators().stream()
                .map(score -> imagine(score, moves.get(score.id())))
                .toList();
        return Decider.on(ground, imagined, circumstances).conditions().stream()
                .filter(condition -> condition.outcome() == Outcome.MET)
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
