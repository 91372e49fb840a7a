package vn.hoctap.server.title;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.http.Tone;

/** Titles of a year, the newest first. */
public record TitlesView(
        String kicker,
        String sentence,
        List<Link> years,
        List<Held> titles,
        @Nullable String next,
        @Nullable String first) {

    public record Held(
            String href,
            String holder,
            String name,
            String state,
            Tone tone,
            String awarded,
            String until,
            String serial) {}
}
