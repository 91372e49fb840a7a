package vn.hoctap.engine.expression;

/** A number could not be worked out; {@link #verdict()} says whether a field was absent or the calculation failed. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Verdict verdict;

    EvaluationException(Verdict verdict) {
        super(
                switch (verdict) {
                    case Verdict.Absent absent -> absent.field() + " has no value";
                    case Verdict.Failed failed -> failed.reason();
                    case Verdict.True ignored -> "a number was expected";
                    case Verdict.False ignored -> "a number was expected";
                });
        this.verdict = verdict;
    }

    public Verdict verdict() {
        return verdict;
    }
}
