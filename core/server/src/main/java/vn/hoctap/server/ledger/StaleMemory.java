package vn.hoctap.server.ledger;

/** Another progress is stored than the one that a batch went on from: somebody else has recorded meanwhile. */
final class StaleMemory extends RuntimeException {
    private static final long serialVersionUID = 1;

    StaleMemory() {
        super("Another progress is stored than the one that was remembered.");
    }
}
