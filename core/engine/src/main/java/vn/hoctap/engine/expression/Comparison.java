package vn.hoctap.engine.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;

/**
 * The two sides of a condition that is one comparison of numbers, {@code total >= parameter.passMark} or {@code
 * indicators.all(i, i.points >= 5)}, so that a decision can say “68, needed 80”. Thread-safe.
 */
public final class Comparison {

    /** How the actual number must stand to the needed one. */
    public enum Operator {
        AT_LEAST("_>=_"),
        MORE_THAN("_>_"),
        AT_MOST("_<=_"),
        LESS_THAN("_<_"),
        EQUAL("_==_"),
        DIFFERENT("_!=_");

        private final String function;

        Operator(String function) {
            this.function = function;
        }

        static Optional<Operator> of(CelExpr call) {
            return Arrays.stream(values())
                    .filter(operator -> Nodes.isCall(call, operator.function))
                    .findFirst();
        }

        /** As written in expressions. */
        public String symbol() {
            return function.replace("_", "");
        }

        boolean holds(Rational actual, Rational needed) {
            int order = actual.compareTo(needed);
            return switch (this) {
                case AT_LEAST -> order >= 0;
                case MORE_THAN -> order > 0;
                case AT_MOST -> order <= 0;
                case LESS_THAN -> order < 0;
                case EQUAL -> order == 0;
                case DIFFERENT -> order != 0;
            };
        }

        /** The same with the sides exchanged. */
        Operator mirrored() {
            return switch (this) {
                case AT_LEAST -> AT_MOST;
                case MORE_THAN -> LESS_THAN;
                case AT_MOST -> AT_LEAST;
                case LESS_THAN -> MORE_THAN;
                case EQUAL, DIFFERENT -> this;
            };
        }
    }

    /** The list that {@code all} goes through, and what it calls its items. */
    record Loop(Plan range, String item) {}

    private final Operator operator;
    private final Plan actual;
    private final Plan needed;
    private final @Nullable Loop loop;

    Comparison(Operator operator, Plan actual, Plan needed, @Nullable Loop loop) {
        this.operator = operator;
        this.actual = actual;
        this.needed = needed;
        this.loop = loop;
    }

    public Operator operator() {
        return operator;
    }

    /** The number that was reached; over a list the worst of it. Empty when a field is absent or the list is empty. */
    public Optional<Rational> actual(Bindings bindings) {
        return loop == null ? number(() -> actual.run(bindings)) : worst(loop, bindings);
    }

    /** The number it is compared with. Empty when a field is absent. */
    public Optional<Rational> needed(Bindings bindings) {
        return number(() -> needed.run(bindings));
    }

    /** What the whole condition says, from its two sides as they were found. */
    public Verdict verdict(Rational actualNumber, Rational neededNumber) {
        return Verdict.of(operator.holds(actualNumber, neededNumber));
    }

    private Optional<Rational> worst(Loop through, Bindings bindings) {
        Rational worst = null;
        try {
            for (Object item : (List<?>) through.range().run(bindings)) {
                Rational next = ((ExactNumber) actual.run(bindings, through.item(), item)).rational();
                worst = worst == null ? next : isLowestWorst() ? worst.min(next) : worst.max(next);
            }
        } catch (CelEvaluationException e) {
            return Optional.empty();
        }
        return Optional.ofNullable(worst);
    }

    private boolean isLowestWorst() {
        return operator == Operator.AT_LEAST || operator == Operator.MORE_THAN;
    }

    private interface Run {
        Object get() throws CelEvaluationException;
    }

    private static Optional<Rational> number(Run run) {
        try {
            return Optional.of(((ExactNumber) run.get()).rational());
        } catch (CelEvaluationException e) {
            return Optional.empty();
        }
    }
}
