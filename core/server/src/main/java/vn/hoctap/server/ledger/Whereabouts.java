package vn.hoctap.server.ledger;

import org.jspecify.annotations.Nullable;
import vn.hoctap.server.cluster.Term;

/** Where one records at the moment, as far as this node knows. Thread-safe. */
final class Whereabouts {
    private final boolean clustered;
    private volatile @Nullable Term elsewhere;

    /** @param clustered whether messages can reach other nodes */
    Whereabouts(boolean clustered) {
        this.clustered = clustered;
    }

    void here() {
        elsewhere = null;
    }

    void unknown() {
        elsewhere = null;
    }

    void at(Term term) {
        elsewhere = term;
    }

    /** Another node records, and can be sent something. */
    boolean reachable() {
        return clustered && elsewhere != null;
    }

    /** Another process records, and can not. */
    boolean outOfReach() {
        return !clustered && elsewhere != null;
    }

    NobodyRecords nobody() {
        Term other = elsewhere;
        if (other == null) {
            return new NobodyRecords(
                    "At the moment no node records. Send it again in a moment: what has an id of its own is never"
                            + " recorded twice.");
        }
        if (clustered) {
            return new NobodyRecords(
                    ("The node %s, which records, cannot be reached from this one. Send it again in a moment: what has"
                                    + " an id of its own is never recorded twice.")
                            .formatted(other.node()));
        }
        return new NobodyRecords(
                ("The process %s records in this database since %s, and this one has no way to it. Stop one of them, or"
                                + " set cluster.enabled and cluster.members on both. Until then this one only reads.")
                        .formatted(other.node(), other.since()));
    }
}
