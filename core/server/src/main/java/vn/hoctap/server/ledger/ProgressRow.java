package vn.hoctap.server.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.server.ledger.Verdict.Decided;

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

    /** As it follows from a decision about what is stored. */
    static ProgressRow of(Dossier dossier, Matter matter, Decided decided, boolean mayLag) {
        Stored stored = matter.stored();
        Decision decision = decided.decision();
        return new ProgressRow(
                dossier.key(),
                matter.pair(),
                decision.set(),
                decision.version(),
                decided.folder().write(decided.progress()),
                decision.outcome(),
                decision.level().orElse(null),
                decision.total(),
                decided.circumstances().asOf(),
                stored == null ? 1 : stored.revision() + 1,
                mayLag);
    }

    boolean isUnder(CriteriaSet other) {
        return set.equals(other.id()) && version.equals(other.version());
    }
}
