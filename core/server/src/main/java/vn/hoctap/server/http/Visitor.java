package vn.hoctap.server.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page, as its frame shows him.
 *
 * @param name null: nobody has signed in
 */
public record Visitor(@Nullable String name, List<Link> nav) {
    public Visitor {
        nav = List.copyOf(nav);
    }
}
