package vn.hoctap.server.course;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;

/**
 * Puts courses and their sessions into words.
 *
 * @param units the names of organisational units, by id
 */
public record CourseWords(Words words, SkillNames skills, Function<String, Optional<String>> units) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /** Hours, or nothing when they are unknown. */
    public String hours(Course course) {
        return Optional.ofNullable(course.hours())
                .map(known -> words.get("hours", known))
                .orElse("");
    }

    public Optional<String> provider(Course course) {
        return Optional.ofNullable(course.provider()).map(id -> units.apply(id).orElse(id));
    }

    public Optional<String> mode(Course course) {
        return Optional.ofNullable(course.mode()).map(mode -> words.get("course.mode." + mode.slug()));
    }

    public List<String> skills(Course course) {
        return course.skills().stream().map(skill -> skills.of(words, skill)).toList();
    }

    /** Provider, way of teaching, code: in one line. */
    public String detail(Course course) {
        return Stream.of(provider(course), mode(course), Optional.of(course.code()))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + " · " + other)
                .orElse("");
    }

    /** {@code 02/12/2026, 08:00–11:30}, or from a day to a day. */
    public String when(Session session) {
        LocalDateTime from = LocalDateTime.ofInstant(session.starts(), Words.ZONE);
        LocalDateTime to = LocalDateTime.ofInstant(session.ends(), Words.ZONE);
        return from.toLocalDate().equals(to.toLocalDate())
                ? words.date(from.toLocalDate()) + ", " + TIME.format(from) + "–" + TIME.format(to)
                : words.date(from.toLocalDate()) + " – " + words.date(to.toLocalDate());
    }

    public String moment(Instant moment) {
        LocalDateTime at = LocalDateTime.ofInstant(moment, Words.ZONE);
        return words.date(at.toLocalDate()) + ", " + TIME.format(at);
    }

    /** How many seats are left, or that there is no limit. */
    public String seats(Session session) {
        Integer free = session.free();
        Integer capacity = session.capacity();
        return free == null || capacity == null
                ? words.get("session.seats.any", session.taken())
                : words.get("session.seats", free, capacity);
    }

    public SessionView view(Session session, Instant now) {
        Session.State state = session.state(now);
        List<String> details = new ArrayList<>();
        Optional.ofNullable(session.place()).ifPresent(details::add);
        details.add(seats(session));
        Optional.ofNullable(session.registerUntil())
                .filter(until -> state == Session.State.OPEN)
                .ifPresent(until -> details.add(words.get("session.until", moment(until))));
        return new SessionView(
                session.id(),
                when(session),
                String.join(" · ", details),
                words.get("session.state." + state.slug()),
                tone(state),
                session.note(),
                session.cancellation(),
                state == Session.State.OPEN);
    }

    private static Tone tone(Session.State state) {
        return switch (state) {
            case OPEN -> Tone.OK;
            case FULL, CLOSED -> Tone.WAIT;
            case OVER -> Tone.STILL;
            case CANCELLED -> Tone.NO;
        };
    }
}
