package vn.hoctap.server.secrecy;

/** The master key is missing or another one than sealed the data; the message names the setting and what to do. */
public final class MasterKeyUnusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MasterKeyUnusable(String message) {
        super(message);
    }

    public MasterKeyUnusable(String message, Throwable cause) {
        super(message, cause);
    }
}
