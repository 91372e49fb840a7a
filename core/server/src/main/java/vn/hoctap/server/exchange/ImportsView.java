package vn.hoctap.server.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Link;

/**
 * Where files come in and go out.
 *
 * @param wrong what was wrong with the last one sent
 */
public record ImportsView(
        List<Kind> kinds,
        String limits,
        @Nullable String wrong,
        List<Earlier> earlier,
        @Nullable String next,
        @Nullable String first,
        List<Out> exports) {

    /** @param templates empty ones to fill in */
    public record Kind(String slug, String label, String hint, boolean chosen, List<Link> templates) {}

    public record Earlier(String href, String label, String detail, String state, String tone) {}

    public record Out(String label, List<Link> formats) {}
}
