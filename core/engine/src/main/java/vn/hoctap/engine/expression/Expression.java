package vn.hoctap.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.hoctap.api.Rational;

/** A compiled expression. Immutable and thread-safe; an evaluation allocates a few hundred bytes and does no I/O. */
public final class Expression {
    private final String source;
    private final Plan plan;
    private final Reads reads;
    private final Map<String, Set<String>> demands;
    private final Set<String> needs;
    private final Optional<Comparison> comparison;
    private final long cost;

    private Expression(CelExpr root, String source, Plan plan, Optional<Comparison> comparison, long cost) {
        this.cost = cost;
        this.source = source;
        this.plan = plan;
        this.reads = Reads.of(root);
        this.demands = Demands.of(root);
        this.needs = Needs.of(root);
        this.comparison = comparison;
    }

    static Expression of(
            String source, CelAbstractSyntaxTree checked, Map<String, Optional<Object>> constants, long cost) {
        CelExpr root = checked.getExpr();
        return new Expression(
                root, source, Plan.of(checked, root, constants), ComparisonFinder.find(checked, constants), cost);
    }

    /** The text as its author wrote it. */
    public String source() {
        return source;
    }

    /** How many steps an evaluation takes at most; a comparison of two numbers is 3. */
    public long cost() {
        return cost;
    }

    /**
     * What the expression looks at, as an author writes it: {@code activity.type}, {@code total}, {@code indicators},
     * {@code indicator["cntt"]}, {@code criterion["tu-hoc"]}, {@code parameter.passMark}, {@code subject.region}.
     */
    public Set<String> reads() {
        return reads.fields();
    }

    /** The titles that the expression asks for with {@code holds}. */
    public Set<String> titles() {
        return reads.titles();
    }

    /** Whether its answer may change with the points of this indicator, through whichever name. */
    public boolean looksAt(String criterion, String indicator) {
        Set<String> fields = reads.fields();
        return fields.contains("total")
                || fields.contains("indicators")
                || fields.contains(Paths.keyed("criterion", criterion))
                || fields.contains(Paths.keyed("indicator", indicator));
    }

    /** Whether its answer may also change with the measured number of an indicator while the points stay. */
    public boolean looksAtValues() {
        return reads.values();
    }

    /** The only texts that a field may be for the condition to hold, as it says outright. Empty: it may be any. */
    public Optional<Set<String>> demands(String field) {
        return Optional.ofNullable(demands.get(field));
    }

    /** The fields that must be there for the condition to hold, by their paths as in {@link #reads}. */
    public Set<String> needs() {
        return needs;
    }

    /** The answer of a condition. Never throws for what an author or the data did; see {@link Verdict}. */
    public Verdict test(Bindings bindings) {
        try {
            return Verdict.of(plan.run(bindings) instanceof Boolean answer && answer);
        } catch (CelEvaluationException e) {
            return Unanswered.verdictOf(e);
        }
    }

    /** The same without any shortcut; only to check that they agree. */
    Verdict testByRuntime(Bindings bindings) {
        try {
            return Verdict.of(plan.evaluate(bindings) instanceof Boolean answer && answer);
        } catch (CelEvaluationException e) {
            return Unanswered.verdictOf(e);
        }
    }

    /** @throws EvaluationException when a field is absent or the calculation fails */
    public Rational number(Bindings bindings) {
        try {
            return ((ExactNumber) plan.run(bindings)).rational();
        } catch (CelEvaluationException e) {
            throw new EvaluationException(Unanswered.verdictOf(e));
        }
    }

    /** What is compared with what, when the expression is one comparison of numbers. */
    public Optional<Comparison> comparison() {
        return comparison;
    }

    @Override
    public String toString() {
        return source;
    }
}
