package vn.hoctap.server.ledger;

/** There is no such criteria set. */
public final class UnknownSet extends Refusal {
    private static final long serialVersionUID = 1;

    UnknownSet(int index, String id) {
        super(index, id, "There is no criteria set " + id + ".");
    }
}
