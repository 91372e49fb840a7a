package vn.hoctap.server.plugin.guard;

/** The code of a plugin is not called any more; the message says which and why, as one sentence for operators. */
public final class Quarantined extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String plugin;
    private final String reason;

    public Quarantined(String plugin, String reason) {
        // Thrown for each of many subjects, and where is of no interest.
        super("The plugin '" + plugin + "' is in quarantine: " + reason, null, false, false);
        this.plugin = plugin;
        this.reason = reason;
    }

    /** One sentence, without the plugin's name. */
    public String reason() {
        return reason;
    }

    public String plugin() {
        return plugin;
    }
}
