package vn.hoctap.server.ledger;

/** Whether the code of plugins may be called while a batch is judged. */
enum PluginCode {
    /** Nobody waits for a lock meanwhile. */
    CALLED,
    /** Whom it judges is marked instead, and judged in a moment by somebody who holds no lock. */
    LEFT
}
