package vn.hoctap.server.plugin;

/** How large a plugin may be: the rules of a country are texts of a few hundred kilobytes. */
final class PluginLimits {
    static final long JAR_BYTES = 20L * 1024 * 1024;
    static final int ENTRIES = 5_000;
    static final int TEXT_BYTES = 1024 * 1024;
    static final int ALL_TEXT_BYTES = 16 * 1024 * 1024;
    /** Unpacked: what packs a thousandfold is no plugin. */
    static final long UNPACKED_BYTES = 100L * 1024 * 1024;

    /** Of one jar; the rest would only hide the first ones. */
    static final int FAULTS = 200;

    static final int JARS = 500;

    private PluginLimits() {}
}
