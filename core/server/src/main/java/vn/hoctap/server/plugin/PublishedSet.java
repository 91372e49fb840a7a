package vn.hoctap.server.plugin;

import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.CriteriaSet;

/**
 * A version of a set that holds, and who brought it.
 *
 * @param scope the organisational unit for which it holds; null is the whole tree
 * @param code tells the code by which it counts from any other; empty: it counts by no plugin's code
 */
public record PublishedSet(
        CriteriaSet set,
        String plugin,
        String pluginVersion,
        @Nullable String scope,
        String code) {

    PublishedSet(CriteriaSet set, String plugin, String pluginVersion, @Nullable String scope) {
        this(set, plugin, pluginVersion, scope, "");
    }

    PublishedSet countingBy(String other) {
        return new PublishedSet(set, plugin, pluginVersion, scope, other);
    }

    CriteriaRegistry.Installed installed() {
        return new CriteriaRegistry.Installed(set, scope, code);
    }
}
