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
 * @param mayLag whether it was written so that facts may come after it that are not in it
 * @param lag how many batches have brought something since that is not in it
 */
record Stored(
        String set,
        String version,
        int revision,
        boolean mayLag,
        int lag,
        Instant asOf,
        Outcome outcome,
        @Nullable String level) {
    static Stored of(ProgressRow row) {
        return new Stored(
                row.set(), row.version(), row.revision(), row.mayLag(), 0, row.asOf(), row.outcome(), row.level());
    }

    /** As it is when another batch does not write it. */
    Stored lagging() {
        return new Stored(set, version, revision, mayLag, lag + 1, asOf, outcome, level);
    }

    boolean saysTheSame(Stored other) {
        return outcome == other.outcome && Objects.equals(level, other.level);
    }

    boolean isUnder(CriteriaSet other) {
        return set.equals(other.id()) && version.equals(other.version());
    }
}
