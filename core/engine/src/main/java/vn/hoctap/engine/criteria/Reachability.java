package vn.hoctap.engine.criteria;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.Award;
import vn.hoctap.engine.criteria.CriteriaSet.Condition;
import vn.hoctap.engine.criteria.CriteriaSet.Criterion;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.CriteriaSet.Parameter;
import vn.hoctap.engine.criteria.CriteriaSet.Scheme;
import vn.hoctap.engine.expression.AwardValues;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Comparison;
import vn.hoctap.engine.expression.Comparison.Operator;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.expression.Holdings;

/**
 * Finds the conditions on {@code total} that nobody can ever meet: {@code total >= 120} where all indicators together
 * give 100, with every value that a parameter can take, and a level that a lower one before it always takes away.
 */
final class Reachability {
    private final ParameterChoices parameters;
    private final Optional<Rational> most;
    private final Faults faults;

    Reachability(List<Criterion> criteria, List<Parameter> parameters, Faults faults) {
        this.parameters = new ParameterChoices(parameters);
        this.most = sum(criteria.stream()
                .flatMap(criterion -> criterion.indicators().stream())
                .map(Indicator::max)
                .toList());
        this.faults = faults;
    }

    /** Empty when one of them has no maximum, or there is none. */
    private static Optional<Rational> sum(List<Optional<Rational>> maxima) {
        return maxima.isEmpty() || maxima.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : maxima.stream().map(Optional::orElseThrow).reduce(Rational::plus);
    }

    void check(Award award, Part.Mapping written) {
        award.requires().forEach(condition -> check(condition, written, "requires"));
        award.levels()
                .forEach(level -> level.requires().forEach(condition -> {
                    if (condition.id().equals(level.id())) {
                        check(condition, written, "levels");
                    } else {
                        named(written, "levels", level.id()).ifPresent(holder -> check(condition, holder, "requires"));
                    }
                }));
        if (award.scheme() == Scheme.BANDS) {
            checkOrder(award, written);
        }
    }

    private void check(Condition condition, Part.Mapping holder, String list) {
        if (most.isEmpty() || !onTotal(condition.test())) {
            return;
        }
        for (Map<String, Object> values : parameters.all()) {
            Bindings best = bindings(most.get(), values);
            Optional<Rational> needed = condition.test().comparison().flatMap(c -> c.needed(best));
            if (needed.isPresent() && !condition.test().test(best).isTrue()) {
                at(holder, list, condition.id())
                        .ifPresent(at -> faults.add(
                                at,
                                "A total of " + needed.get()
                                        + " can never be reached: all indicators together give at most " + most.get()
                                        + ".",
                                "Lower the threshold, or raise the indicators' “max”."));
                return;
            }
        }
    }

    private void checkOrder(Award award, Part.Mapping written) {
        Rational lowest = null;
        String lowestId = "";
        for (CriteriaSet.Level level : award.levels()) {
            Optional<Rational> needed =
                    level.requires().size() == 1 ? threshold(level.requires().getFirst()) : Optional.empty();
            if (needed.isPresent() && lowest != null && needed.get().atLeast(lowest)) {
                String message = "The level “%s” is never awarded: who reaches it has reached “%s” before."
                        .formatted(level.id(), lowestId);
                at(written, "levels", level.id())
                        .ifPresent(at -> faults.add(at, message, "Write the levels from the highest to the lowest."));
            }
            if (needed.isPresent() && (lowest == null || !needed.get().atLeast(lowest))) {
                lowest = needed.get();
                lowestId = level.id();
            }
        }
    }

    private Optional<Rational> threshold(Condition condition) {
        return onTotal(condition.test())
                ? condition.test().comparison().flatMap(c -> c.needed(bindings(Rational.ZERO, parameters.usual())))
                : Optional.empty();
    }

    /** Whether it is {@code total >= …} or {@code total > …} with nothing but parameters on the other side. */
    private boolean onTotal(Expression test) {
        Set<String> reads = test.reads();
        boolean rising = test.comparison()
                .map(Comparison::operator)
                .filter(operator -> operator == Operator.AT_LEAST || operator == Operator.MORE_THAN)
                .isPresent();
        if (!rising || !reads.stream().allMatch(name -> name.equals("total") || name.startsWith("parameter."))) {
            return false;
        }
        Bindings probe = bindings(Rational.ONE, parameters.usual());
        return reads.contains("total")
                && test.comparison().flatMap(c -> c.actual(probe)).equals(Optional.of(Rational.ONE));
    }

    private static Bindings bindings(Rational total, Map<String, Object> values) {
        return Bindings.award(
                new AwardValues.Given(total, Map.of(), Map.of(), List.of(), values, Map.of(), Holdings.NONE));
    }

    private static Optional<Part> at(Part.Mapping holder, String list, String id) {
        return named(holder, list, id).flatMap(one -> one.get("if"));
    }

    private static Optional<Part.Mapping> named(Part.Mapping holder, String list, String id) {
        return holder.mappings(list).stream()
                .filter(one -> one.text("id").equals(Optional.of(id)))
                .findFirst();
    }
}
