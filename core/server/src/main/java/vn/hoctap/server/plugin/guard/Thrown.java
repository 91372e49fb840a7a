package vn.hoctap.server.plugin.guard;

/**
 * What a plugin's code threw, in the host's words: an exception of its own is its code too, may throw when it is looked at,
 * and would keep its classes for as long as somebody keeps it.
 */
final class Thrown extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MAX_TEXT = 300;

    private Thrown(String message, StackTraceElement[] where) {
        super(message);
        setStackTrace(where);
    }

    static Thrown of(Throwable failure) {
        try {
            String text = failure.toString();
            return new Thrown(
                    text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text, failure.getStackTrace());
        } catch (Throwable unspeakable) {
            return new Thrown(failure.getClass().getName(), new StackTraceElement[0]);
        }
    }
}
