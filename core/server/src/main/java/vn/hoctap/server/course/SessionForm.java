package vn.hoctap.server.course;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Words;

/**
 * What somebody typed about a date of a course, as typed.
 *
 * @param id made with the form, so that sending it twice enters one session
 * @param starts and {@code ends}, {@code until}: on the clock on the wall
 * @param until registration ends then
 */
public record SessionForm(
        String id, String starts, String ends, String place, String capacity, String until, String note) {
    private static final Pattern ID = Pattern.compile("[^\\p{Cntrl}]{1,200}");
    private static final Pattern SEATS = Pattern.compile("[1-9][0-9]{0,4}");
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    static SessionForm of(MultiMap form) {
        return new SessionForm(
                Typed.text(form, "id"),
                Typed.text(form, "starts"),
                Typed.text(form, "ends"),
                Typed.text(form, "place"),
                Typed.text(form, "capacity"),
                Typed.text(form, "until"),
                Typed.text(form, "note"));
    }

    static SessionForm of(Session session) {
        return new SessionForm(
                session.id(),
                field(session.starts()),
                field(session.ends()),
                Optional.ofNullable(session.place()).orElse(""),
                Optional.ofNullable(session.capacity())
                        .map(seats -> Integer.toString(seats))
                        .orElse(""),
                field(session.registerUntil()),
                Optional.ofNullable(session.note()).orElse(""));
    }

    private static String field(@Nullable Instant moment) {
        return moment == null ? "" : FIELD.format(LocalDateTime.ofInstant(moment, Words.ZONE));
    }

    /** What is wrong by field: keys of texts. */
    Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (!ID.matcher(id).matches()) {
            faults.put("", "sessionform.wrong.id");
        }
        Instant from = moment(starts);
        Instant to = moment(ends);
        if (from == null) {
            faults.put("starts", "sessionform.wrong.time");
        }
        if (to == null) {
            faults.put("ends", "sessionform.wrong.time");
        } else if (from != null && !to.isAfter(from)) {
            faults.put("ends", "sessionform.wrong.order");
        }
        if (!until.isEmpty() && moment(until) == null) {
            faults.put("until", "sessionform.wrong.time");
        }
        if (place.length() > SessionBody.MAX_PLACE) {
            faults.put("place", "courseform.wrong.long");
        }
        if (note.length() > SessionBody.MAX_NOTE) {
            faults.put("note", "courseform.wrong.long");
        }
        if (!capacity.isEmpty() && !SEATS.matcher(capacity).matches()) {
            faults.put("capacity", "sessionform.wrong.capacity");
        }
        return faults;
    }

    private static @Nullable Instant moment(String text) {
        LocalDateTime time = Typed.time(text);
        return time == null || time.getYear() < 2000 || time.getYear() > 2200
                ? null
                : time.atZone(Words.ZONE).toInstant();
    }

    /** Of a form without faults. */
    Session session(String course, Optional<Session> known) {
        return new Session(
                id,
                course,
                Optional.ofNullable(moment(starts)).orElseThrow(),
                Optional.ofNullable(moment(ends)).orElseThrow(),
                Typed.some(place),
                capacity.isEmpty() ? null : Integer.valueOf(capacity),
                moment(until),
                Typed.some(note),
                known.map(Session::cancellation).orElse(null),
                known.map(Session::taken).orElse(0));
    }
}
