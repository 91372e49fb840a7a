package vn.hoctap.engine.criteria;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.Condition;
import vn.hoctap.engine.criteria.CriteriaSet.Criterion;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.CriteriaSet.Level;
import vn.hoctap.engine.expression.AwardValues;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Holdings;
import vn.hoctap.engine.expression.Item;
import vn.hoctap.engine.expression.Verdict;

/**
 * Tries the conditions of an award on people who do everything, nothing, or one thing only, and doubts a condition that
 * none of them meets, and an award that comes to whoever does nothing. Conditions about a subject or about other titles
 * are left alone.
 */
final class AwardDoubts {
    /** Of each, whatever a set holds: looking at doubts must never be what takes the time. */
    private static final int MOST_TRIED = 40;

    private final CriteriaSet set;
    private final Reach reach;
    private final Part.Mapping written;
    private final Faults faults;

    AwardDoubts(CriteriaSet set, Reach reach, Part.Mapping written, Faults faults) {
        this.set = set;
        this.reach = reach;
        this.written = written;
        this.faults = faults;
    }

    void look() {
        for (Condition condition : set.award().requires()) {
            unreachable(condition, "The title", at(written, "requires", condition.id(), "if"));
        }
        for (Level level : set.award().levels()) {
            Part.Mapping holder = named(written, "levels", level.id()).orElse(written);
            for (Condition condition : level.requires()) {
                Part at = condition.id().equals(level.id())
                        ? holder.at("if")
                        : at(holder, "requires", condition.id(), "if");
                unreachable(condition, "The level “" + level.id() + "”", at);
            }
        }
        forNothing();
    }

    private void unreachable(Condition condition, String what, Part at) {
        Set<String> reads = condition.test().reads();
        if (!condition.test().titles().isEmpty() || reads.stream().anyMatch(name -> name.startsWith("subject."))) {
            return;
        }
        List<Map<String, Object>> choices = new ParameterChoices(set.parameters()).all();
        for (Map<String, Object> parameters : choices.subList(0, Math.min(choices.size(), MOST_TRIED))) {
            if (trials(parameters).stream().allMatch(trial -> denies(condition, trial))) {
                faults.warn(
                        at,
                        what + " can never be earned: whatever somebody does, this does not become true; all indicators"
                                + " together give at most " + sum(points(parameters)) + " points.",
                        "Lower what is asked, or let the ways in “from” give more.");
                return;
            }
        }
    }

    private static boolean denies(Condition condition, Bindings trial) {
        return condition.test().test(trial) instanceof Verdict.False;
    }

    /** Everything, nothing, each indicator alone, and all but one. */
    private List<Bindings> trials(Map<String, Object> parameters) {
        Map<String, Rational> best = points(parameters);
        List<Bindings> trials = new ArrayList<>();
        trials.add(bindings(parameters, best, id -> true));
        trials.add(bindings(parameters, best, id -> false));
        for (Indicator indicator : set.indicators().stream().limit(MOST_TRIED).toList()) {
            trials.add(bindings(parameters, best, id -> id.equals(indicator.id())));
            trials.add(bindings(parameters, best, id -> !id.equals(indicator.id())));
        }
        return trials;
    }

    private Map<String, Rational> points(Map<String, Object> parameters) {
        Map<String, Rational> points = new HashMap<>();
        set.indicators().forEach(indicator -> points.put(indicator.id(), reach.points(indicator, parameters)));
        return points;
    }

    private static Rational sum(Map<String, Rational> points) {
        return points.values().stream().reduce(Rational.ZERO, Rational::plus);
    }

    private Bindings bindings(Map<String, Object> parameters, Map<String, Rational> best, Predicate<String> done) {
        Map<String, Item> indicators = new HashMap<>();
        Map<String, Item> criteria = new HashMap<>();
        Rational total = Rational.ZERO;
        for (Criterion criterion : set.criteria()) {
            Rational points = Rational.ZERO;
            Rational max = Rational.ZERO;
            for (Indicator indicator : criterion.indicators()) {
                Item item = item(indicator, best.getOrDefault(indicator.id(), Rational.ZERO), done);
                indicators.put(indicator.id(), item);
                points = points.plus(item.points());
                max = max.plus(item.max());
            }
            criteria.put(
                    criterion.id(),
                    new Item(criterion.id(), points, max, null, points.signum() > 0 ? "MET" : "NOT_MET"));
            total = total.plus(points);
        }
        return Bindings.award(new AwardValues.Given(
                total, criteria, indicators, List.copyOf(indicators.values()), parameters, Map.of(), Holdings.NONE));
    }

    private Item item(Indicator indicator, Rational best, Predicate<String> done) {
        Rational max = indicator.max().orElse(best);
        return done.test(indicator.id())
                ? new Item(indicator.id(), best, max, reach.value(indicator), "MET")
                : new Item(indicator.id(), Rational.ZERO, max, Rational.ZERO, "NO_DATA");
    }

    /** Whoever has done nothing must not hold a title. */
    private void forNothing() {
        Map<String, Object> parameters = new ParameterChoices(set.parameters()).usual();
        Bindings nothing = bindings(parameters, Map.of(), id -> false);
        if (!set.award().requires().stream().allMatch(condition -> given(condition, nothing))) {
            return;
        }
        Optional<Level> level = set.award().levels().stream()
                .filter(one -> one.requires().stream().allMatch(condition -> given(condition, nothing)))
                .findFirst();
        if (level.isPresent() || set.award().levels().isEmpty()) {
            faults.warn(
                    level.flatMap(one -> named(written, "levels", one.id())).orElse(written),
                    "The title is earned by whoever does nothing at all: every condition holds without any activity.",
                    "Add a condition that asks for something, for example total >= 5.");
        }
    }

    private static boolean given(Condition condition, Bindings nothing) {
        return condition.applies().isEmpty() && condition.test().test(nothing).isTrue();
    }

    private static Part at(Part.Mapping holder, String list, String id, String key) {
        return named(holder, list, id).map(one -> one.at(key)).orElse(holder);
    }

    private static Optional<Part.Mapping> named(Part.Mapping holder, String list, String id) {
        return holder.mappings(list).stream()
                .filter(one -> one.text("id").equals(Optional.of(id)))
                .findFirst();
    }
}
