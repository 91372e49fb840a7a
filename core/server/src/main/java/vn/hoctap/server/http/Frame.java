package vn.hoctap.server.http;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds the content of every page.
 *
 * @param demo a banner says that the data are samples
 * @param path the page's own address without its query
 * @param back where the language switch returns to, encoded for a query
 */
public record Frame(Words words, String title, Visitor visitor, boolean demo, String path, String back, Assets assets) {

    public String asset(String name) {
        return assets.address(name);
    }

    /** For {@code aria-current}: the nearest of the links above this page. */
    public @Nullable String current(Link link) {
        return visitor.nav().stream()
                .filter(other -> path.equals(other.href()) || path.startsWith(other.href() + "/"))
                .max(Comparator.comparingInt(other -> other.href().length()))
                .filter(link::equals)
                .map(nearest -> "page")
                .orElse(null);
    }

    /** Whether this page is one of those behind the menu's last entry. */
    public boolean isBehind() {
        return visitor.more().stream().anyMatch(link -> current(link) != null);
    }

    /**
     * Nothing that a strict content security policy forbids: no style element, no code from text. What went wrong is
     * shown too.
     */
    public String htmx() {
        return """
                {"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"historyCacheSize":0,\
                "refreshOnHistoryMiss":true,"attributesToSettle":["class"],\
                "responseHandling":[{"code":"204","swap":false},{"code":"...","swap":true}]}""";
    }
}
