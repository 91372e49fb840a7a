package vn.hoctap.server.plugin;

import org.jspecify.annotations.Nullable;

/**
 * A version of a set as it was published.
 *
 * @param document the resolved set as canonical JSON; never changed
 * @param active the set still judges
 */
record StoredSet(
        String id,
        String version,
        String plugin,
        String pluginVersion,
        @Nullable String scope,
        String document,
        boolean active) {}
