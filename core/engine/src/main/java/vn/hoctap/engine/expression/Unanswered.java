package vn.hoctap.engine.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;

/**
 * Carries the reason why an evaluation has no answer through CEL, which may still absorb it ({@code ||}). It has no
 * stack trace: an absent field is an everyday event on the hot path, and its place in our code tells nobody anything.
 */
final class Unanswered extends CelRuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Verdict verdict;

    private Unanswered(Verdict verdict, CelErrorCode code) {
        super((Throwable) null, code);
        this.verdict = verdict;
    }

    static Unanswered absent(String field) {
        return new Unanswered(new Verdict.Absent(field), CelErrorCode.ATTRIBUTE_NOT_FOUND);
    }

    static Unanswered failed(String reason) {
        return new Unanswered(new Verdict.Failed(reason), CelErrorCode.INVALID_ARGUMENT);
    }

    /** The reason behind whatever CEL wrapped around it. */
    static Verdict verdictOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof Unanswered)) {
            root = root.getCause();
        }
        return switch (root) {
            case Unanswered known -> known.verdict;
            case CelRuntimeException cel -> new Verdict.Failed(sentence(cel));
            default -> new Verdict.Failed("The expression could not be evaluated: " + root.getMessage());
        };
    }

    private static String sentence(CelRuntimeException failure) {
        return switch (failure.getErrorCode()) {
            case ITERATION_BUDGET_EXCEEDED ->
                "The expression goes through its lists more than " + Limits.MAX_ITERATIONS + " times.";
            case INDEX_OUT_OF_BOUNDS -> "The list has no item at that position.";
            default -> "The expression could not be evaluated: " + failure.getMessage();
        };
    }

    @Override
    public String getMessage() {
        return verdict.toString();
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
