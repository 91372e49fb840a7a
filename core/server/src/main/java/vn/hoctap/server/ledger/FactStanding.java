package vn.hoctap.server.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Where a fact stands after everything that was said of it.
 *
 * @param verdict the latest of verified and rejected
 * @param reason of the last mark
 */
public record FactStanding(
        boolean withdrawn,
        @Nullable MarkKind verdict,
        @Nullable String reason) {
    static final FactStanding UNMARKED = new FactStanding(false, null, null);

    boolean counts() {
        return !withdrawn && verdict != MarkKind.REJECTED;
    }

    boolean verified() {
        return verdict == MarkKind.VERIFIED;
    }

    /** Marks are given in the order in which they were made. */
    FactStanding and(MarkKind mark, @Nullable String why) {
        return mark == MarkKind.WITHDRAWN
                ? new FactStanding(true, verdict, why)
                : new FactStanding(withdrawn, mark, withdrawn ? reason : why);
    }

    /** Whether the mark would change nothing. */
    boolean says(MarkKind mark) {
        return mark == MarkKind.WITHDRAWN ? withdrawn : verdict == mark;
    }
}
