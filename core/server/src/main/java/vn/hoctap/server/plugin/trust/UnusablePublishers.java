package vn.hoctap.server.plugin.trust;

/** The folder of trusted publishers cannot be used; the message is one sentence for the operator. */
public final class UnusablePublishers extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusablePublishers(String message) {
        super(message);
    }
}
