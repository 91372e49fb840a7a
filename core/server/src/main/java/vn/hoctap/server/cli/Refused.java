package vn.hoctap.server.cli;

/** A command cannot go on; the message is one plain sentence that names the file or setting and what to do. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private Refused(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** The answer is no. */
    static Refused no(String message) {
        return new Refused(ExitCodes.NO, message);
    }

    static Refused usage(String message) {
        return new Refused(ExitCodes.USAGE, message);
    }

    static Refused environment(String message) {
        return new Refused(ExitCodes.ENVIRONMENT, message);
    }

    int exitCode() {
        return exitCode;
    }
}
