package vn.hoctap.server.identity;

import org.jspecify.annotations.Nullable;

/**
 * A role for a node of the organisational tree and all below it.
 *
 * @param unit null is the root: the whole tree
 */
public record Grant(Role role, @Nullable String unit) {

    /** @param path ids of a unit and those above it, joined: {@code /ninh-binh/quang-vinh/}; {@link Ties} are none */
    boolean covers(String path) {
        return unit == null || (path.startsWith("/") && path.contains("/" + unit + "/"));
    }
}
