package vn.hoctap.server.ledger;

import java.util.Locale;

/** What can be said of a fact after it was recorded. */
public enum MarkKind {
    /** An officer saw the proof; the fact counts like one from a trusted source. */
    VERIFIED,
    /** The fact does not count; it may be verified later. */
    REJECTED,
    /** The fact does not count any more, for good. */
    WITHDRAWN;

    String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MarkKind of(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT));
    }
}
