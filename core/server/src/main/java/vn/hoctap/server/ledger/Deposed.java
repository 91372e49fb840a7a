package vn.hoctap.server.ledger;

/** Another recorder has taken over; nothing was recorded here, and never will be. */
public final class Deposed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Deposed(String message) {
        super(message, null, false, false);
    }

    static Deposed by(Throwable failure) {
        return failure instanceof Deposed deposed ? deposed : new Deposed(String.valueOf(failure.getMessage()));
    }
}
