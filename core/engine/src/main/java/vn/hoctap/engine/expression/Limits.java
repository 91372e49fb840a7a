package vn.hoctap.engine.expression;

import dev.cel.common.CelOptions;

/**
 * What an expression may cost. CEL for Java cannot be interrupted, so these limits, checked before
 * an expression first runs, are what keeps a criteria set from stopping the server. Together with the language itself (no
 * {@code map}, no joining of text or lists, no regular expressions, numbers of at most 512 bits) they stopped every attack
 * that was tried; iterations are also counted while running.
 */
final class Limits {
    static final int MAX_CHARACTERS = 2_000;
    static final int MAX_DEPTH = 32;
    static final int MAX_ITERATIONS = 10_000;

    /** What an expression may cost at most, as {@link Cost} tells before it ever runs; about two milliseconds. */
    static final long MAX_STEPS = 50_000;

    /** How deep {@code all}, {@code exists}, {@code exists_one} and {@code filter} may stand within one another. */
    static final int MAX_LOOPS = 3;

    private Limits() {}

    @SuppressWarnings(
            "deprecation") // Homogeneous literals moved to a validator of another artifact, for this one line.
    static CelOptions options() {
        return CelOptions.current()
                .maxExpressionCodePointSize(MAX_CHARACTERS)
                .maxParseRecursionDepth(MAX_DEPTH)
                .comprehensionMaxIterations(MAX_ITERATIONS)
                .enableHiddenAccumulatorVar(true)
                .enableQuotedIdentifierSyntax(false)
                .enableHomogeneousLiterals(true)
                .enableHeterogeneousNumericComparisons(false)
                .build();
    }

    /** The planner runtime refuses to start without heterogeneous comparisons; with one kind of number they never happen. */
    static CelOptions runtimeOptions() {
        return options().toBuilder().enableHeterogeneousNumericComparisons(true).build();
    }
}
