package vn.hoctap.server.exchange;

import java.util.List;
import java.util.Map;
import vn.hoctap.server.exchange.Staging.Staged;
import vn.hoctap.server.ledger.Trial.Change;

/** Where the rows of one kind of file go. Gets all rows of one subject at once. Used by one thread. */
interface Sink {

    /** Rows that are on their way. */
    interface Sent {
        /** By their numbers, once everything is committed. */
        Map<Integer, Fate> await();
    }

    /** What would become of rows, and of the titles of those whom they are about. */
    record Tried(Map<Integer, Fate> fates, List<Change> changes) {}

    /** Those that were sent before are recorded before, as far as they are about the same subject. */
    Sent send(List<Staged> rows);

    /** Changes nothing. */
    Tried tryOut(List<Staged> rows);
}
