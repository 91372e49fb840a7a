package vn.hoctap.server.ledger;

import vn.hoctap.server.cluster.Peers.Unreachable;
import vn.hoctap.server.database.ConnectionLost;

/** Failures that say nothing about what was sent: it may have been recorded or not, and a repeat elsewhere or later is safe. */
final class Passing {
    private Passing() {}

    static boolean is(Throwable failure) {
        return failure instanceof Deposed || failure instanceof Unreachable || ConnectionLost.caused(failure);
    }
}
