package vn.hoctap.engine.example;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.decision.Outcome;

/**
 * What a case expects; what it does not name may be anything.
 *
 * @param title whether the title is earned
 * @param points by indicator
 * @param outcomes by indicator
 * @param shares by indicator, {@code 9/10}, or {@code none}
 * @param denied the conditions that deny the title, all of them
 */
record Expected(
        Optional<Boolean> title,
        Optional<Outcome> outcome,
        Optional<Rational> total,
        Optional<String> level,
        Map<String, Rational> points,
        Map<String, Outcome> outcomes,
        Map<String, String> shares,
        Optional<Set<String>> denied) {

    boolean isEmpty() {
        return equals(new Expected(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty()));
    }

    /** One sentence for each difference; none when the decision is as expected. */
    List<String> differences(Decision decision) {
        List<String> found = new ArrayList<>();
        title.filter(earned -> earned != decision.met())
                .ifPresent(earned -> found.add(
                        earned
                                ? "the title should be earned, but is denied by " + String.join(", ", denying(decision))
                                : "the title should be denied, but is earned"));
        outcome.ifPresent(wanted -> compare("outcome", wanted, decision.outcome(), found));
        total.ifPresent(wanted -> compare("total", wanted, decision.total(), found));
        level.ifPresent(wanted -> compare("level", wanted, decision.level().orElse("none"), found));
        for (IndicatorResult result : decision.indicators()) {
            compare(result, found);
        }
        denied.ifPresent(wanted -> compare("denied", wanted, denying(decision), found));
        return found;
    }

    private void compare(IndicatorResult result, List<String> found) {
        String id = result.id();
        if (points.containsKey(id)) {
            compare("points of " + id, points.get(id), result.points(), found);
        }
        if (outcomes.containsKey(id)) {
            compare("outcome of " + id, outcomes.get(id), result.outcome(), found);
        }
        if (shares.containsKey(id)) {
            String share = result.share()
                    .map(counted -> counted.numerator() + "/" + counted.denominator())
                    .orElse("none");
            compare("share of " + id, shares.get(id), share, found);
        }
    }

    private static Set<String> denying(Decision decision) {
        return decision.denying().stream().map(ConditionResult::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void compare(String what, Object wanted, Object found, List<String> differences) {
        if (!wanted.equals(found)) {
            differences.add(what + " should be " + wanted + ", but is " + found);
        }
    }
}
