package vn.hoctap.server.plugin.guard;

/** Ends a thread whose plugin came back after it was given up; nobody waits for its work any more. */
final class GivenUp extends Error {
    private static final long serialVersionUID = 1;

    GivenUp() {
        super("The plugin came back too late.", null, false, false);
    }
}
