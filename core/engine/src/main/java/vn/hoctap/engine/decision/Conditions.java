package vn.hoctap.engine.decision;

import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.NotApplicable;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.decision.Outline.Question;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Comparison;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.expression.Holdings;
import vn.hoctap.engine.expression.Verdict;

/** Asks the conditions of an award about one sheet. */
final class Conditions {
    private final Sheet sheet;
    private final NotApplicable policy;
    private final Bindings subject;
    private final Bindings award;

    Conditions(Ground ground, Sheet sheet, Holdings holdings) {
        this.sheet = sheet;
        this.policy = ground.outline().set().award().notApplicable();
        this.subject = Bindings.subject(ground.subject().fields());
        this.award = Bindings.award(new SheetValues(ground, sheet, holdings));
    }

    ConditionResult ask(Question question) {
        Expression test = question.condition().test();
        Comparison comparison = test.comparison().orElse(null);
        Optional<Rational> actual = comparison == null ? Optional.empty() : comparison.actual(award);
        Optional<Rational> needed = comparison == null ? Optional.empty() : comparison.needed(award);
        Verdict applies = applies(question);
        if (!applies.isTrue()) {
            Outcome outcome = applies instanceof Verdict.False ? Outcome.NOT_APPLICABLE : Outcome.NO_DATA;
            return new ConditionResult(question.id(), outcome, actual, needed, note(applies));
        }
        Verdict verdict = comparison != null && actual.isPresent() && needed.isPresent()
                ? comparison.verdict(actual.get(), needed.get())
                : test.test(award);
        return new ConditionResult(question.id(), outcome(verdict, question), actual, needed, note(verdict));
    }

    private Verdict applies(Question question) {
        Expression applies = question.condition().applies().orElse(null);
        return applies == null ? Verdict.of(true) : applies.test(subject);
    }

    private Outcome outcome(Verdict verdict, Question question) {
        if (verdict.isTrue()) {
            return Outcome.MET;
        }
        if (verdict instanceof Verdict.Absent
                && policy != NotApplicable.FAIL
                && isAnyRead(question, Outcome.NOT_APPLICABLE)) {
            return Outcome.NOT_APPLICABLE;
        }
        return isAnyRead(question, Outcome.NO_DATA) ? Outcome.NO_DATA : Outcome.NOT_MET;
    }

    /** Whether some indicator whose points the condition looks at, through whichever name, is judged so. */
    private boolean isAnyRead(Question question, Outcome outcome) {
        for (int i = 0; i < question.looksAt().length; i++) {
            IndicatorResult score = sheet.scores().get(i);
            if (question.looksAt()[i] && score.outcome() == outcome) {
                return true;
            }
        }
        return false;
    }

    private static String note(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Absent absent -> absent.field() + " is unknown";
            case Verdict.Failed failed -> failed.reason();
            default -> "";
        };
    }
}
