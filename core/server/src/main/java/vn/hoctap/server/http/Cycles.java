package vn.hoctap.server.http;

import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which year a page shows: {@code ?cycle=}, else this one. */
public final class Cycles {
    private static final Pattern YEAR = Pattern.compile("(19|20)[0-9]{2}");
    private static final int SHOWN = 2;

    private Cycles() {}

    public static int now() {
        return LocalDate.now(Words.ZONE).getYear();
    }

    public static int of(RoutingContext context) {
        return of(context.queryParams().get("cycle"));
    }

    public static int of(@Nullable String cycle) {
        return cycle != null && YEAR.matcher(cycle).matches() ? Integer.parseInt(cycle) : now();
    }

    /** This year and those before that a page offers, the oldest first. */
    public static List<Link> links(String path, int shown) {
        int last = now();
        int first = Math.min(shown, last - SHOWN + 1);
        String more = path + (path.contains("?") ? "&" : "?") + "cycle=";
        return IntStream.rangeClosed(first, Math.max(last, shown))
                .filter(year -> year > last - SHOWN || year == shown)
                .mapToObj(year -> new Link(year == last ? path : more + year, Integer.toString(year), year == shown))
                .toList();
    }
}
