package vn.hoctap.server.assessment;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.assessment.Queue.Cursor;
import vn.hoctap.server.assessment.Queue.Part;
import vn.hoctap.server.http.Words;

/**
 * What an officer asked of his queue.
 *
 * @param unit the place that the list is narrowed to; empty: his whole part
 */
record QueueQuery(Part part, String unit, Optional<Cursor> after) {
    static final String HERE = "/officer/queue";

    static QueueQuery of(MultiMap query) {
        return new QueueQuery(
                Part.of(query.get("part")), Objects.requireNonNullElse(query.get("unit"), ""), after(query));
    }

    private static Optional<Cursor> after(MultiMap query) {
        String at = query.get("at");
        String key = query.get("key");
        String id = query.get("id");
        try {
            return at == null || key == null || id == null
                    ? Optional.empty()
                    : Optional.of(new Cursor(Instant.parse(at), Long.parseLong(key), id));
        } catch (DateTimeException | NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    /** The first page of a part, for the same place. */
    String address(Part other) {
        return HERE + "?part=" + other.slug() + (unit.isEmpty() ? "" : "&unit=" + OfficerPages.encoded(unit));
    }

    String next(Cursor last) {
        return address(part) + "&at=" + last.at() + "&key=" + last.key() + "&id=" + OfficerPages.encoded(last.id());
    }

    /** The place in his part that he picked. */
    Where where() {
        return new Where(unit);
    }

    static @Nullable String said(Words words, @Nullable String said) {
        return words.has("said." + said) ? words.get("said." + said) : null;
    }
}
