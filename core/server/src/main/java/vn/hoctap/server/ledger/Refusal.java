package vn.hoctap.server.ledger;

/** Why nothing of a submission was recorded: one of its commands cannot be. */
public abstract sealed class Refusal extends RuntimeException
        permits Conflict, UnknownSubject, UnknownSet, UnknownFact, UnknownTitle {
    private static final long serialVersionUID = 1;

    private final int index;
    private final String id;

    Refusal(int index, String id, String message) {
        super(message, null, false, false);
        this.index = index;
        this.id = id;
    }

    /** The place of the refused command in its submission. */
    public int index() {
        return index;
    }

    /** The id that is in conflict or unknown. */
    public String id() {
        return id;
    }
}
