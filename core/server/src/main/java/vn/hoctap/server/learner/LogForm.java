package vn.hoctap.server.learner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.ledger.Command.RecordFact;

/** What somebody typed to log an activity, as typed, so that nothing is lost when something is wrong. */
record LogForm(String id, String type, String title, String course, String date, String hours) {
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT));
    private static final Pattern HOURS = Pattern.compile("[0-9]{1,4}([.,][0-9]{1,2})?");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{8,60}");
    private static final Pattern TYPE = Pattern.compile("[a-z-]{1,40}");
    private static final int LONGEST = 300;

    static LogForm of(MultiMap values) {
        String id = text(values, "id");
        return new LogForm(
                ID.matcher(id).matches() ? id : UUID.randomUUID().toString(),
                text(values, "type"),
                text(values, "title"),
                text(values, "course"),
                text(values, "date"),
                text(values, "hours"));
    }

    private static String text(MultiMap values, String name) {
        String value = values.get(name);
        return value == null
                ? ""
                : value.strip().substring(0, Math.min(value.strip().length(), LONGEST));
    }

    /** With a course from the catalogue; its hours fill in what was not said. */
    LogForm with(Course chosen, Words words) {
        Rational known = chosen.hours();
        String filled = known == null ? "" : words.number(known);
        return new LogForm(id, type.isEmpty() ? "course" : type, chosen.title(), chosen.code(), date, filled);
    }

    /** The course of the catalogue, unless another title was typed since it was chosen. */
    Optional<Course> chosen(Optional<Course> known) {
        return known.filter(k -> k.title().equals(title));
    }

    /** What is wrong by field: keys of texts. */
    Map<String, String> faults(LocalDate today) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (!TYPE.matcher(type).matches()) {
            faults.put("type", "log.wrong.type");
        }
        if (title.isEmpty() || title.indexOf('\0') >= 0) {
            faults.put("title", "log.wrong.title");
        }
        LocalDate day = day();
        if (day == null || day.getYear() < 1900) {
            faults.put("date", "log.wrong.date");
        } else if (day.isAfter(today)) {
            faults.put("date", "log.wrong.future");
        }
        if (!hours.isEmpty() && !HOURS.matcher(hours).matches()) {
            faults.put("hours", "log.wrong.hours");
        }
        return faults;
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

    /** Of a form without faults. The same form makes the same content, so that sending it twice records it once. */
    RecordFact command(String subject, Fact.Source source, Optional<Course> chosen) {
        LocalDate day = day();
        if (day == null) {
            throw new IllegalStateException("the form has faults");
        }
        Instant endedAt = day.atTime(LocalTime.NOON).atZone(Words.ZONE).toInstant();
        Rational said = hours.isEmpty() ? null : Rational.of(hours.replace(',', '.'));
        Fact fact = new Fact(
                id,
                type,
                chosen.map(Course::code).orElse(null),
                title,
                null,
                endedAt,
                null,
                said == null ? chosen.map(Course::hours).orElse(null) : said,
                null,
                chosen.map(Course::skills).orElse(List.of()),
                source,
                source.kind().trusted());
        return RecordFact.of(subject, false, fact, body(subject, fact, said));
    }

    private static byte[] body(String subject, Fact fact, @Nullable Rational said) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("id", fact.id()).put("subject", subject).put("type", fact.type());
        body.put("title", fact.title()).put("endedAt", fact.endedAt().toString());
        if (fact.course() != null) {
            body.put("course", fact.course());
        }
        if (said != null) {
            body.put("hours", said.toDecimal(2));
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
