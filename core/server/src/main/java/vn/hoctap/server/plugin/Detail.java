package vn.hoctap.server.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.plugin.guard.Spent;

/**
 * One plugin with its past.
 *
 * @param refused what was sent of it last and refused
 * @param before the version to which a rollback leads; null: to none
 * @param installed it came over the network, and not from a folder
 */
record Detail(
        PluginInfo plugin,
        @Nullable PluginInfo refused,
        @Nullable String before,
        boolean installed,
        Spent spent,
        List<History.Entry> history) {}
