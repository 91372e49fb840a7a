package vn.hoctap.server.ledger;

/** There is no such subject. */
public final class UnknownSubject extends Refusal {
    private static final long serialVersionUID = 1;

    UnknownSubject(int index, String id) {
        super(index, id, "There is no subject " + id + ".");
    }
}
