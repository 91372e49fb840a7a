package vn.hoctap.server.plugin;

import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.CriteriaSet;

/**
 * A version of a set that holds, and who brought it.
 *
 * @param scope the organisational unit for which it holds; null is the whole tree
 */
public record PublishedSet(
        CriteriaSet set,
        String plugin,
        String pluginVersion,
        @Nullable String scope) {

    CriteriaRegistry.Installed installed() {
        return new CriteriaRegistry.Installed(set, scope);
    }
}
