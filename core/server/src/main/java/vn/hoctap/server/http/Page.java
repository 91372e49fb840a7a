package vn.hoctap.server.http;

import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for. A list is read with {@link #fetch} rows, one more than the page shows, in an order
 * that the cursor names without doubt; {@link #send} answers with {@code {items}} and, when there is more, the link to
 * the next page.
 *
 * @param limit 1 to {@value #MAX}
 * @param after the cursor of the last item that the caller has seen
 */
public record Page(int limit, Optional<String> after) {
    public static final int DEFAULT = 50;
    public static final int MAX = 1000;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,4}");

    public static Page of(RoutingContext context) {
        return new Page(
                limit(context.queryParams().get("limit")),
                Optional.ofNullable(context.queryParams().get("after")).map(Page::decode));
    }

    /** How many rows to read: one more than fits, to know whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    /**
     * @param rows up to {@link #fetch} of them
     * @param cursor what identifies a row's place in the order of the list
     */
    public <T> void send(RoutingContext context, List<T> rows, Function<T, String> cursor, Function<T, ?> shown) {
        String path = Objects.requireNonNull(context.request().path());
        send(context, new Found<>(rows, cursor, shown), path, "");
    }

    /**
     * What a list holds.
     *
     * @param rows up to {@link #fetch} of them
     * @param cursor what identifies a row's place in the order of the list
     */
    public record Found<T>(List<T> rows, Function<T, String> cursor, Function<T, ?> shown) {}

    /**
     * The first page of a search, which was posted; the next one is read from the list itself.
     *
     * @param more the parameter that carries the search
     */
    public <T> void search(RoutingContext context, Found<T> found, String more) {
        send(context, found, Objects.requireNonNull(context.request().path()).replaceFirst("/search$", ""), more);
    }

    private <T> void send(RoutingContext context, Found<T> found, String path, String more) {
        List<T> rows = found.rows();
        List<T> items = rows.size() > limit ? rows.subList(0, limit) : rows;
        if (rows.size() > limit) {
            String cursor = found.cursor().apply(items.getLast());
            context.response().putHeader("Link", next(context, path, more, cursor));
        }
        Json.send(
                context, 200, Map.of("items", items.stream().map(found.shown()).toList()));
    }

    private static String next(RoutingContext context, String path, String more, String cursor) {
        StringBuilder query = new StringBuilder(more.isEmpty() ? "" : more + "&");
        context.queryParams().forEach((name, value) -> {
            if (!name.equals("after")) {
                query.append(encode(name)).append('=').append(encode(value)).append('&');
            }
        });
        String after = Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
        return "<" + path + "?" + query + "after=" + after + ">; rel=\"next\"";
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT;
        }
        int limit = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX) {
            throw Problem.invalid("/query/limit", "limit must be a whole number from 1 to " + MAX + ".");
        }
        return limit;
    }

    private static String decode(String after) {
        try {
            String cursor = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
            if (cursor.indexOf('\0') < 0) {
                return cursor;
            }
        } catch (IllegalArgumentException malformed) {
            // Said below.
        }
        throw Problem.invalid("/query/after", "after must be the cursor from the Link header of the page before.");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
