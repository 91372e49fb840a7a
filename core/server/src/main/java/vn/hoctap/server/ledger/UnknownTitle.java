package vn.hoctap.server.ledger;

/** The subject has no title with such a serial. */
public final class UnknownTitle extends Refusal {
    private static final long serialVersionUID = 1;

    UnknownTitle(int index, String id) {
        super(index, id, "There is no title " + id + " of this subject.");
    }
}
