package vn.hoctap.server.plugin;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A version of a set as it was published.
 *
 * @param document the resolved set as canonical JSON; never changed
 * @param active the version still judges
 * @param jars the digests of all jars that have published it and were not rolled back
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
        Set<String> jars,
        boolean rolledBack) {
    StoredSet {
        jars = Set.copyOf(jars);
    }
}
