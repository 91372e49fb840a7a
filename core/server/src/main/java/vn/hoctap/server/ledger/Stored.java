package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Outcome;

/**
 * What must be known of stored progress to go on from it.
 *
 * @param asOf the moment of the decision that was written
 * @param revision how often it was written
 * @param lag how many batches have brought something since that is not in it
 */
record Stored(
        String set,
        String version,
        int revision,
        int lag,
        Instant asOf,
        Outcome outcome,
        @Nullable String level) {
    static Stored of(ProgressRow row) {
        return new Stored(row.set(), row.version(), row.revision(), 0, row.asOf(), row.outcome(), row.level());
    }

    /** As it is when another batch does not write it. */
    Stored lagging() {
        return new Stored(set, version, revision, lag + 1, asOf, outcome, level);
    }

    boolean saysTheSame(Stored other) {
        return outcome == other.outcome && Objects.equals(level, other.level);
    }

    boolean isUnder(CriteriaSet other) {
        return set.equals(other.id()) && version.equals(other.version());
    }
}
