package vn.hoctap.server.learner;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.api.Rational;
import vn.hoctap.server.http.Words;

/**
 * One of somebody's activities with what was said of it since.
 *
 * @param title as its author called it, or as the catalogue calls its course
 * @param reason why it was rejected or withdrawn
 */
public record Activity(
        String id,
        String type,
        String title,
        Instant endedAt,
        Optional<Rational> hours,
        Source.Kind source,
        State state,
        @Nullable String reason) {

    /** The latest word on it. */
    public enum State {
        VERIFIED,
        WAITING,
        REJECTED,
        WITHDRAWN;

        static State of(@Nullable String mark, Source.Kind source) {
            if (mark == null) {
                return source.trusted() ? VERIFIED : WAITING;
            }
            return valueOf(mark.toUpperCase(Locale.ROOT));
        }
    }

    public int year() {
        return LocalDate.ofInstant(endedAt, Words.ZONE).getYear();
    }
}
