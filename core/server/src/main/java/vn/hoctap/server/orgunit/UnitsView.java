package vn.hoctap.server.orgunit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the tree, or what was found in it.
 *
 * @param under the unit whose children are shown; null: the top, or what was found
 * @param next null: there is no more
 */
public record UnitsView(
        String query,
        @Nullable Link under,
        List<Link> crumbs,
        List<Line> lines,
        @Nullable String next,
        @Nullable String first,
        String create) {

    public record Link(String label, String href) {}

    /** @param chip null: it is there */
    public record Line(
            String id,
            String name,
            String detail,
            String href,
            @Nullable String inside,
            @Nullable String chip,
            String tone) {}
}
