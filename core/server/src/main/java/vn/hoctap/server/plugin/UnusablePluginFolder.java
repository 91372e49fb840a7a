package vn.hoctap.server.plugin;

/** A folder for plugins is missing or cannot be read; the message is one sentence for the operator. */
public final class UnusablePluginFolder extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusablePluginFolder(String message) {
        super(message);
    }
}
