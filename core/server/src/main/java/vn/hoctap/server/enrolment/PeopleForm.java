package vn.hoctap.server.enrolment;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.server.http.Words;

/**
 * What somebody says of many enrolments at once, as typed.
 *
 * @param ids of the enrolments that are ticked
 * @param act {@code completed}, {@code not-passed}, {@code progress}, {@code cancelled} or {@code reopened}
 * @param date when they completed; empty: when the session ended, or today
 * @param scaled in percent
 */
public record PeopleForm(List<String> ids, String act, String date, String hours, String scaled, String progress) {
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT));
    private static final Pattern HOURS = Pattern.compile("[0-9]{1,4}([.,][0-9]{1,2})?");
    private static final Pattern PERCENT = Pattern.compile("100|[0-9]{1,2}([.,][0-9]{1,2})?");
    private static final Pattern WHOLE_PERCENT = Pattern.compile("100|[0-9]{1,2}");
    private static final int MOST = 1000;
    private static final Rational HUNDRED = Rational.of(100);

    static PeopleForm of(MultiMap form) {
        return new PeopleForm(
                form.getAll("id").stream().distinct().toList(),
                text(form, "act"),
                text(form, "date"),
                text(form, "hours"),
                text(form, "scaled"),
                text(form, "progress"));
    }

    private static String text(MultiMap form, String name) {
        return Objects.requireNonNullElse(form.get(name), "").strip();
    }

    /** What is wrong: the key of a text. */
    Optional<String> fault(LocalDate today) {
        if (ids.isEmpty() || ids.size() > MOST) {
            return Optional.of("people.wrong.none");
        }
        if (state().isEmpty() && !act.equals("progress")) {
            return Optional.of("people.wrong.act");
        }
        if (act.equals("progress") && !WHOLE_PERCENT.matcher(progress).matches()) {
            return Optional.of("people.wrong.progress");
        }
        if (!act.equals("completed")) {
            return Optional.empty();
        }
        LocalDate day = day();
        if (!date.isEmpty() && (day == null || day.getYear() < 1900)) {
            return Optional.of("log.wrong.date");
        }
        if (day != null && day.isAfter(today)) {
            return Optional.of("log.wrong.future");
        }
        if (!hours.isEmpty() && !HOURS.matcher(hours).matches()) {
            return Optional.of("log.wrong.hours");
        }
        return scaled.isEmpty() || PERCENT.matcher(scaled).matches()
                ? Optional.empty()
                : Optional.of("people.wrong.scaled");
    }

    private Optional<State> state() {
        return switch (act) {
            case "completed" -> Optional.of(State.COMPLETED);
            case "not-passed" -> Optional.of(State.NOT_PASSED);
            case "cancelled" -> Optional.of(State.CANCELLED);
            case "reopened" -> Optional.of(State.IN_PROGRESS);
            default -> Optional.empty();
        };
    }

    private @Nullable LocalDate day() {
        for (DateTimeFormatter format : DATES) {
            try {
                return LocalDate.parse(date, format);
            } catch (DateTimeParseException other) {
                // the next format may fit
            }
        }
        return null;
    }

    /** Of a form without faults, one for each that is ticked. */
    List<Grade> grades() {
        boolean completes = act.equals("completed");
        Optional<Instant> completedAt = Optional.ofNullable(day())
                .filter(day -> completes)
                .map(day -> day.atTime(LocalTime.NOON).atZone(Words.ZONE).toInstant());
        Optional<Integer> done = act.equals("progress") ? Optional.of(Integer.valueOf(progress)) : Optional.empty();
        return ids.stream()
                .map(id -> new Grade(
                        id,
                        state(),
                        done,
                        completedAt,
                        completes ? number(hours) : Optional.empty(),
                        completes ? number(scaled).map(percent -> percent.over(HUNDRED)) : Optional.empty()))
                .toList();
    }

    private static Optional<Rational> number(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Rational.of(text.replace(',', '.')));
    }

    PeopleForm without() {
        return new PeopleForm(List.of(), "", "", "", "", "");
    }
}
