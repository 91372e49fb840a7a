package vn.hoctap.server.secrecy;

/** Something sealed cannot be opened: it is damaged, or stands where it does not belong. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unreadable(String message) {
        super(message);
    }
}
