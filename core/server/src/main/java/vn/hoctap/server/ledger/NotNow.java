package vn.hoctap.server.ledger;

/** It could not be recorded at the moment, through no fault of its own; a repeat a little later is safe. */
public abstract sealed class NotNow extends RuntimeException permits Overloaded, NobodyRecords {
    private static final long serialVersionUID = 1;

    NotNow(String message) {
        super(message, null, false, false);
    }
}
