package vn.hoctap.server.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Fact.Result;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.api.Rational;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.StrictJson;
import vn.hoctap.server.ledger.Command.RecordFact;

/**
 * An activity as it was sent, of the described form; what no schema can say is checked here.
 *
 * @param index its place in the request
 */
record ActivityBody(JsonNode sent, int index, Faults faults) {
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;

    /** The id names a content and is no part of it. */
    private static final Set<String> NO_CONTENT = Set.of("id");

    String subject() {
        return sent.get("subject").textValue();
    }

    String type() {
        return sent.get("type").textValue();
    }

    Optional<String> course() {
        return Faults.text(sent, "course");
    }

    void check(Instant now) {
        if (course().isEmpty() && Faults.text(sent, "title").isEmpty()) {
            faults.add(index, "/title", "An activity needs a title or a course.");
        }
        Instant ended = time("endedAt");
        Instant started = time("startedAt");
        time("validUntil");
        if (ended != null && ended.isAfter(now.plus(AHEAD))) {
            faults.add(index, "/endedAt", "endedAt lies more than a day ahead; record what has happened.");
        }
        if (ended != null && started != null && started.isAfter(ended)) {
            faults.add(index, "/startedAt", "startedAt lies after endedAt.");
        }
    }

    /**
     * Of an activity without faults.
     *
     * @param madeId used when none was sent
     * @param catalogued the course as the catalogue has it now, for what was left out
     */
    RecordFact command(Source.Kind kind, String madeId, Optional<Course> catalogued) {
        Instant ended = time("endedAt");
        if (ended == null) {
            throw new IllegalStateException("an activity with faults");
        }
        Optional<String> id = Faults.text(sent, "id");
        Fact fact = new Fact(
                id.orElse(madeId),
                type(),
                course().orElse(null),
                Faults.text(sent, "title").orElse(null),
                time("startedAt"),
                ended,
                time("validUntil"),
                number(sent, "hours").or(() -> catalogued.map(Course::hours)).orElse(null),
                result(),
                skills().orElseGet(() -> catalogued.map(Course::skills).orElse(List.of())),
                new Source(kind, reference()),
                kind.trusted());
        return RecordFact.of(subject(), id.isEmpty(), fact, StrictJson.canonical(sent, NO_CONTENT));
    }

    /** To the microsecond, as the ledger keeps it: what was just decided must not differ from what is read again. */
    private @Nullable Instant time(String name) {
        Optional<String> text = Faults.text(sent, name);
        try {
            OffsetDateTime time = text.map(OffsetDateTime::parse).orElse(null);
            if (time == null || (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR)) {
                return time == null ? null : time.toInstant().truncatedTo(ChronoUnit.MICROS);
            }
        } catch (DateTimeParseException malformed) {
            // said below
        }
        faults.add(
                index,
                "/" + name,
                name + " must be a date and time with an offset, for instance 2026-03-05T17:00:00+07:00.");
        return null;
    }

    private @Nullable Result result() {
        JsonNode result = Faults.member(sent, "result").orElse(null);
        if (result == null) {
            return null;
        }
        Optional<Rational> scaled = number(result, "scaled");
        Optional<Boolean> passed = Faults.member(result, "passed").map(JsonNode::booleanValue);
        return scaled.isEmpty() && passed.isEmpty() ? null : new Result(scaled.orElse(null), passed.orElse(null));
    }

    private Optional<List<Skill>> skills() {
        return Faults.member(sent, "skills")
                .map(skills -> elements(skills).map(ActivityBody::skill).toList());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Skill skill(JsonNode skill) {
        return new Skill(
                skill.get("framework").textValue(),
                skill.get("component").textValue(),
                skill.get("level").intValue());
    }

    /** Who said it follows from the caller; where he has it from he says himself. */
    private @Nullable String reference() {
        return Faults.member(sent, "source")
                .flatMap(source -> Faults.text(source, "ref"))
                .orElse(null);
    }

    private static Optional<Rational> number(JsonNode object, String name) {
        return Faults.member(object, name).map(Json::rational);
    }
}
