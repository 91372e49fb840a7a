package vn.hoctap.server.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Fact.Result;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.api.Rational;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.ledger.Command.RecordFact;

/**
 * An activity of the described form, read. A text that says nothing is absent.
 *
 * @param skills null: those of the course
 * @param reference where the caller has it from
 * @param content what was sent, as {@link vn.hoctap.server.http.StrictJson#canonical} would write it without the id
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record PlainActivity(
        @Nullable String id,
        String subject,
        String type,
        @Nullable String course,
        @Nullable String title,
        @Nullable Instant startedAt,
        Instant endedAt,
        @Nullable Instant validUntil,
        @Nullable Rational hours,
        @Nullable Result result,
        @Nullable List<Skill> skills,
        @Nullable String reference,
        byte[] content) {
    private static final Duration AHEAD = Duration.ofDays(1);

    /** Whether nothing is wrong with it that no schema can say, as {@link ActivityBody#check} would find. */
    boolean sound(Instant now) {
        return (course != null || title != null)
                && !endedAt.isAfter(now.plus(AHEAD))
                && (startedAt == null || !startedAt.isAfter(endedAt));
    }

    /** @param madeId used when none was sent */
    RecordFact command(Source.Kind kind, String madeId, @Nullable Course catalogued) {
        Fact fact = new Fact(
                id == null ? madeId : id,
                type,
                course,
                title,
                startedAt,
                endedAt,
                validUntil,
                hours == null && catalogued != null ? catalogued.hours() : hours,
                result,
                skills != null ? skills : catalogued == null ? List.of() : catalogued.skills(),
                new Source(kind, reference),
                kind.trusted());
        return RecordFact.of(subject, id == null, fact, content);
    }
}
