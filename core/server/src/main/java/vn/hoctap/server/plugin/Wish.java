package vn.hoctap.server.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a plugin, as every node is to make it so.
 *
 * @param installed what runs of it; null: the jar of its plugin folder
 * @param quarantine null: its code may run
 */
record Wish(
        String plugin,
        @Nullable Installed installed,
        boolean enabled,
        @Nullable Quarantine quarantine) {

    /**
     * A jar that was installed.
     *
     * @param number of this installation among all of the plugin
     * @param name of the file
     * @param scope the organisational unit for whose part it was installed; null is the whole tree
     * @param before the number of what it took the place of; null: the folder's jar, or nothing
     */
    record Installed(
            int number,
            String digest,
            String name,
            String version,
            @Nullable String scope,
            @Nullable Integer before) {}

    /** @param measures those of its code, in whose place nothing is measured meanwhile */
    record Quarantine(String reason, List<String> measures) {
        Quarantine {
            measures = List.copyOf(measures);
        }
    }

    /** What holds of a plugin of which nobody wants anything else. */
    static Wish none(String plugin) {
        return new Wish(plugin, null, true, null);
    }

    Wish running(@Nullable Installed what) {
        return new Wish(plugin, what, true, null);
    }

    /** As it stands, but other code of it. */
    Wish of(@Nullable Installed what) {
        return new Wish(plugin, what, enabled, null);
    }

    Wish disabled() {
        return new Wish(plugin, installed, false, null);
    }

    Wish kept(Quarantine why) {
        return new Wish(plugin, installed, enabled, why);
    }
}
