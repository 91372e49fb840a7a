package vn.hoctap.server.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.engine.decision.Standing;

/**
 * A subject's progress for a title and cycle as stored.
 *
 * @param state the folder's bytes
 * @param asOf the moment of the decision
 * @param revision how often it was written
 * @param mayLag whether facts may have come after it that are not in it (decision 38)
 */
@SuppressWarnings("ArrayRecordComponent") // bytes for the database; nobody compares these records
record ProgressRow(
        long subject,
        Pair pair,
        String set,
        String version,
        byte[] state,
        Outcome outcome,
        @Nullable String level,
        Rational total,
        Instant asOf,
        int revision,
        boolean mayLag) {

    /** What somebody's standing is stored as. */
    static ProgressRow of(long subject, Pair pair, Standing standing, int revision, boolean mayLag) {
        CriteriaSet set = standing.folder().set();
        return new ProgressRow(
                subject,
                pair,
                set.id(),
                set.version(),
                standing.folder().write(standing.progress()),
                standing.outcome(),
                standing.level().orElse(null),
                standing.total(),
                standing.circumstances().asOf(),
                revision,
                mayLag);
    }

    boolean isUnder(CriteriaSet other) {
        return set.equals(other.id()) && version.equals(other.version());
    }
}
