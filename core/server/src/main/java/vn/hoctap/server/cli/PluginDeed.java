package vn.hoctap.server.cli;

import java.util.Locale;

/** What can become of a plugin that is there. */
enum PluginDeed {
    ENABLE,
    DISABLE,
    ROLLBACK;

    String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
