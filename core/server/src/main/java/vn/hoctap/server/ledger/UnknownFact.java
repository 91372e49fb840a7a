package vn.hoctap.server.ledger;

/** The subject has no such fact. */
public final class UnknownFact extends Refusal {
    private static final long serialVersionUID = 1;

    UnknownFact(int index, String id) {
        super(index, id, "There is no activity " + id + " of this subject.");
    }
}
