package vn.hoctap.server.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.server.http.StrictJson;
import vn.hoctap.server.secrecy.Bodies;

/**
 * An activity as it is shown: what was said, what the catalogue added, and where it stands.
 *
 * @param reason of the last that was said of it
 */
record RecordedActivity(
        String id,
        String subject,
        String type,
        @Nullable String title,
        @Nullable String course,
        @Nullable Instant startedAt,
        Instant endedAt,
        @Nullable Instant validUntil,
        @Nullable Rational hours,
        Fact.@Nullable Result result,
        List<Fact.Skill> skills,
        JsonNode evidence,
        Said source,
        String state,
        @Nullable String reason,
        Instant recordedAt) {

    record Said(String kind, @Nullable String ref) {}

    /** @param row the columns of a fact with its body and, of its marks, {@code verdict}, {@code withdrawn}, {@code why} */
    static RecordedActivity of(String subject, Row row, Bodies bodies) {
        String verdict = row.getString("verdict");
        Fact fact = FactRows.fact(row, "verified".equals(verdict));
        return new RecordedActivity(
                fact.id(),
                subject,
                fact.type(),
                fact.title(),
                fact.course(),
                fact.startedAt(),
                fact.endedAt(),
                fact.validUntil(),
                fact.hours(),
                fact.result(),
                fact.skills(),
                evidence(bodies.open(row.getBuffer("body"))),
                new Said(
                        fact.source().kind().name().toLowerCase(Locale.ROOT),
                        fact.source().ref()),
                state(row.getBoolean("withdrawn"), verdict, fact.verified()),
                row.getString("why"),
                row.getOffsetDateTime("recorded_at").toInstant());
    }

    RecordedActivity with(JsonNode moreEvidence) {
        return new RecordedActivity(
                id,
                subject,
                type,
                title,
                course,
                startedAt,
                endedAt,
                validUntil,
                hours,
                result,
                skills,
                moreEvidence,
                source,
                state,
                reason,
                recordedAt);
    }

    private static String state(boolean withdrawn, @Nullable String verdict, boolean verified) {
        if (withdrawn) {
            return "withdrawn";
        }
        return "rejected".equals(verdict) ? "rejected" : verified ? "verified" : "pending";
    }

    private static JsonNode evidence(byte[] body) {
        JsonNode evidence = StrictJson.parse(body).path("evidence");
        return evidence.isArray() ? evidence : JsonNodeFactory.instance.arrayNode();
    }
}
