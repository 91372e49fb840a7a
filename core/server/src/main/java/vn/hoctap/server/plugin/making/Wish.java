package vn.hoctap.server.plugin.making;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;

/**
 * What a new plugin should be.
 *
 * @param id of the plugin; a set and its files are called so too
 * @param title the title's name, or what the adapted set is called, for people
 * @param base the set that it adapts; empty: it has a title of its own
 * @param orgUnit the organisational unit whose people it judges; null is everybody
 * @param java with a measure in Java
 * @param year the first that it judges
 */
public record Wish(
        String id,
        String title,
        Optional<Base> base,
        @Nullable String orgUnit,
        @Nullable String provider,
        boolean java,
        int year) {

    /** @param plugin which brings the set; null when none does that is known here */
    public record Base(CriteriaSet set, @Nullable String plugin) {}

    /** The set's id: of the title that it adapts, or a title of its own. */
    public String setId() {
        return base.map(one -> one.set().awards() + "/" + id).orElse(id + "/moi-nguoi");
    }
}
