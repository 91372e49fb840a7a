package vn.hoctap.server.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Where a fact stands after everything that was said of it.
 *
 * @param verdict the latest of verified and rejected
 * @param reason of the last mark
 */
public record Standing(
        boolean withdrawn,
        @Nullable MarkKind verdict,
        @Nullable String reason) {
    static final Standing UNMARKED = new Standing(false, null, null);

    boolean counts() {
        return !withdrawn && verdict != MarkKind.REJECTED;
    }

    boolean verified() {
        return verdict == MarkKind.VERIFIED;
    }

    /** Marks are given in the order in which they were made. */
    Standing and(MarkKind mark, @Nullable String why) {
        return mark == MarkKind.WITHDRAWN
                ? new Standing(true, verdict, why)
                : new Standing(withdrawn, mark, withdrawn ? reason : why);
    }

    /** Whether the mark would change nothing. */
    boolean says(MarkKind mark) {
        return mark == MarkKind.WITHDRAWN ? withdrawn : verdict == mark;
    }
}
