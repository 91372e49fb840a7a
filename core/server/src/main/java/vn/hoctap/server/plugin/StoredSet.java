package vn.hoctap.server.plugin;

import org.jspecify.annotations.Nullable;

/**
 * A version of a set as it was published.
 *
 * @param document the resolved set as canonical JSON; never changed
 * @param active the version still judges
 * @param jar the digest of the jar that published it; null: it is from before these were noted
 * @param rolledBack it judges no year until it is brought again
 */
record StoredSet(
        String id,
        String version,
        String plugin,
        String pluginVersion,
        @Nullable String scope,
        String document,
        boolean active,
        @Nullable String jar,
        boolean rolledBack) {}
