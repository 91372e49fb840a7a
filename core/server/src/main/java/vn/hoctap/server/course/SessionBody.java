package vn.hoctap.server.course;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Fields;

/** A session as it was sent; of a known one only what shall change. */
final class SessionBody {
    static final int MAX_PLACE = 300;
    static final int MAX_NOTE = 1000;
    static final int MAX_CAPACITY = 100_000;

    private final Fields fields;
    private final Optional<Session> known;

    SessionBody(JsonNode body, Optional<Session> known) {
        this.fields = new Fields(body);
        this.known = known;
    }

    /**
     * @param madeId used when none is sent
     * @throws vn.hoctap.server.http.Problem 400 with every fault
     */
    Session read(String course, String madeId) {
        String id = known.map(Session::id).orElseGet(() -> fields.id("id").orElse(madeId));
        Optional<Instant> starts = required("starts", Session::starts);
        Optional<Instant> ends = required("ends", Session::ends);
        if (starts.isPresent() && ends.isPresent() && !ends.get().isAfter(starts.get())) {
            fields.fault("/ends", "ends must be later than starts.");
        }
        Session session = new Session(
                id,
                course,
                starts.orElse(Instant.EPOCH),
                ends.orElse(Instant.EPOCH),
                text("place", MAX_PLACE, Session::place),
                capacity(),
                time("registerUntil", Session::registerUntil),
                text("note", MAX_NOTE, Session::note),
                text("cancellation", MAX_NOTE, Session::cancellation),
                known.map(Session::taken).orElse(0));
        fields.check();
        return session;
    }

    private Optional<Instant> required(String name, Function<Session, @Nullable Instant> before) {
        Instant time = time(name, before);
        if (time == null && fields.get(name).isMissingNode()) {
            fields.fault("/" + name, name + " is missing.");
        }
        return Optional.ofNullable(time);
    }

    private @Nullable Instant time(String name, Function<Session, @Nullable Instant> before) {
        if (!fields.has(name)) {
            return known.map(before).orElse(null);
        }
        Optional<String> sent = fields.text(name, MAX_PLACE);
        try {
            return sent.map(OffsetDateTime::parse)
                    .map(time -> time.toInstant().truncatedTo(ChronoUnit.SECONDS))
                    .orElse(null);
        } catch (DateTimeParseException malformed) {
            fields.fault(
                    "/" + name,
                    name + " must be a date and time with an offset, for instance 2026-03-05T08:00:00+07:00.");
            return null;
        }
    }

    private @Nullable String text(String name, int max, Function<Session, @Nullable String> before) {
        return fields.has(name)
                ? fields.text(name, max).orElse(null)
                : known.map(before).orElse(null);
    }

    private @Nullable Integer capacity() {
        if (!fields.has("capacity")) {
            return known.map(Session::capacity).orElse(null);
        }
        JsonNode sent = fields.get("capacity");
        if (sent.isMissingNode()) {
            return null;
        }
        if (!sent.isInt() || sent.intValue() < 1 || sent.intValue() > MAX_CAPACITY) {
            fields.fault(
                    "/capacity", "capacity is a whole number from 1 to " + MAX_CAPACITY + ", or null without limit.");
            return null;
        }
        return sent.intValue();
    }
}
