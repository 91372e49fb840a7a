package vn.hoctap.server.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Outcome;

/**
 * A subject's progress for a title and cycle as stored.
 *
 * @param state the folder's bytes
 * @param asOf the moment of the decision
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
        Instant asOf) {

    static ProgressRow of(long subject, Pair pair, byte[] state, Decision decision, Instant asOf) {
        return new ProgressRow(
                subject,
                pair,
                decision.set(),
                decision.version(),
                state,
                decision.outcome(),
                decision.level().orElse(null),
                decision.total(),
                asOf);
    }

    boolean isUnder(CriteriaSet other) {
        return set.equals(other.id()) && version.equals(other.version());
    }
}
