package vn.hoctap.server.ledger;

/** More is waiting than the recorder takes in; nothing was recorded, and a repeat a little later is safe. */
public final class Overloaded extends NotNow {
    private static final long serialVersionUID = 1;

    Overloaded(String message) {
        super(message);
    }
}
