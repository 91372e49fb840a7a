package vn.hoctap.server.ledger;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Outcome;

/**
 * What must be known of stored progress to go on from it.
 *
 * @param revision how often it was written
 */
record Stored(
        String set,
        String version,
        int revision,
        Outcome outcome,
        @Nullable String level) {
    static Stored of(ProgressRow row) {
        return new Stored(row.set(), row.version(), row.revision(), row.outcome(), row.level());
    }

    boolean saysTheSame(Stored other) {
        return outcome == other.outcome && Objects.equals(level, other.level);
    }

    boolean isUnder(CriteriaSet other) {
        return set.equals(other.id()) && version.equals(other.version());
    }
}
