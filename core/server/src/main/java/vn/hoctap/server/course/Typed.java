package vn.hoctap.server.course;

import io.vertx.core.MultiMap;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is typed into the fields of a form. */
final class Typed {
    /** As browsers send it, and as people type it where a browser offers no picker. */
    private static final List<DateTimeFormatter> TIMES = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE_TIME,
            DateTimeFormatter.ofPattern("d/M/uuuu H:mm").withResolverStyle(ResolverStyle.STRICT));

    private Typed() {}

    static String text(MultiMap form, String name) {
        String value = form.get(name);
        return value == null ? "" : value.replace("\0", "").strip();
    }

    static @Nullable String some(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Null: it is none. */
    static @Nullable LocalDateTime time(String text) {
        for (DateTimeFormatter format : TIMES) {
            try {
                return LocalDateTime.parse(text, format);
            } catch (DateTimeParseException other) {
                // the next format may fit
            }
        }
        return null;
    }
}
