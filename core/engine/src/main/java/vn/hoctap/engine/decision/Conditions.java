package vn.hoctap.engine.decision;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.Condition;
import vn.hoctap.engine.criteria.CriteriaSet.NotApplicable;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.CriterionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.expression.Verdict;

/** Asks the conditions of an award about one set of scores. */
record Conditions(List<CriterionResult> criteria, NotApplicable policy, Bindings subject, Bindings award) {

    ConditionResult ask(Condition condition, String id) {
        Optional<Verdict> applies = condition.applies().map(test -> test.test(subject));
        if (applies.isPresent() && !(applies.get() instanceof Verdict.True)) {
            Outcome outcome = applies.get() instanceof Verdict.False ? Outcome.NOT_APPLICABLE : Outcome.NO_DATA;
            return result(id, outcome, sides(condition.test()), note(applies.get()));
        }
        Sides sides = sides(condition.test());
        Verdict verdict = condition
                .test()
                .comparison()
                .flatMap(comparison -> comparison.verdict(sides.actual(), sides.needed()))
                .orElseGet(() -> condition.test().test(award));
        return result(id, outcome(verdict, condition.test().reads()), sides, note(verdict));
    }

    /** What a comparison found on its two sides. */
    private record Sides(Optional<Rational> actual, Optional<Rational> needed) {}

    private Sides sides(Expression test) {
        return new Sides(
                test.comparison().flatMap(comparison -> comparison.actual(award)),
                test.comparison().flatMap(comparison -> comparison.needed(award)));
    }

    private Outcome outcome(Verdict verdict, Set<String> reads) {
        if (verdict instanceof Verdict.True) {
            return Outcome.MET;
        }
        List<IndicatorResult> read = read(reads);
        if (verdict instanceof Verdict.Absent
                && policy != NotApplicable.FAIL
                && read.stream().anyMatch(i -> i.outcome() == Outcome.NOT_APPLICABLE)) {
            return Outcome.NOT_APPLICABLE;
        }
        return read.stream().anyMatch(i -> i.outcome() == Outcome.NO_DATA) ? Outcome.NO_DATA : Outcome.NOT_MET;
    }

    /** The indicators whose points an expression looked at, through whichever name. */
    private List<IndicatorResult> read(Set<String> reads) {
        if (reads.stream().anyMatch(name -> name.equals("total") || name.startsWith("indicators"))) {
            return criteria.stream().flatMap(c -> c.indicators().stream()).toList();
        }
        Set<String> read = reads.stream()
                .filter(name -> name.contains("["))
                .map(name -> name.substring(0, name.indexOf(']') + 1))
                .collect(Collectors.toSet());
        return criteria.stream().flatMap(c -> read(c, read)).toList();
    }

    private static Stream<IndicatorResult> read(CriterionResult criterion, Set<String> read) {
        return read.contains("criterion[\"" + criterion.id() + "\"]")
                ? criterion.indicators().stream()
                : criterion.indicators().stream().filter(i -> read.contains("indicator[\"" + i.id() + "\"]"));
    }

    private static ConditionResult result(String id, Outcome outcome, Sides sides, String note) {
        return new ConditionResult(id, outcome, sides.actual(), sides.needed(), note);
    }

    private static String note(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Absent absent -> absent.field() + " is unknown";
            case Verdict.Failed failed -> failed.reason();
            default -> "";
        };
    }
}
