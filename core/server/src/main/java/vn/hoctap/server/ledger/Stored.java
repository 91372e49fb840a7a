package vn.hoctap.server.ledger;

import vn.hoctap.engine.criteria.CriteriaSet;

/**
 * What must be known of stored progress to go on from it.
 *
 * @param revision how often it was written
 */
record Stored(String set, String version, int revision) {
    static Stored of(ProgressRow row) {
        return new Stored(row.set(), row.version(), row.revision());
    }

    boolean isUnder(CriteriaSet other) {
        return set.equals(other.id()) && version.equals(other.version());
    }
}
