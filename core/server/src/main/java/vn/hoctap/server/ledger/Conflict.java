package vn.hoctap.server.ledger;

/** What is stored contradicts it: the id is known with other content, or the thing has ended. */
public final class Conflict extends Refusal {
    private static final long serialVersionUID = 1;

    Conflict(int index, String id, String message) {
        super(index, id, message);
    }
}
