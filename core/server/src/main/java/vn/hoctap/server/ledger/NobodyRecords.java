package vn.hoctap.server.ledger;

/** No node that this one can reach records at the moment. What was sent may have been recorded before its answer was lost. */
public final class NobodyRecords extends NotNow {
    private static final long serialVersionUID = 1;

    NobodyRecords(String message) {
        super(message);
    }
}
