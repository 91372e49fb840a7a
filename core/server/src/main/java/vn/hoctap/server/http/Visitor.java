package vn.hoctap.server.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page, as its frame shows him.
 *
 * @param name null: nobody has signed in
 */
public record Visitor(@Nullable String name, List<Link> nav) {
    /** So many stand beside each other on a computer's screen. */
    private static final int MOST = 7;

    private static final int FEW = 5;

    public Visitor {
        nav = List.copyOf(nav);
    }

    /** The ways that are always seen. */
    public List<Link> first() {
        return nav.size() > MOST ? nav.subList(0, FEW) : nav;
    }

    /** The ways behind these, where there are many. */
    public List<Link> more() {
        return nav.size() > MOST ? nav.subList(FEW, nav.size()) : List.of();
    }
}
