package vn.hoctap.server.xapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.ledger.Command;
import vn.hoctap.server.subject.SubjectPlaces;

/** Makes the fact that is recorded for a statement, in the words of an activity. */
final class LearningFacts {
    private static final int REF_LENGTH = 500;

    private final Courses courses;

    LearningFacts(Courses courses) {
        this.courses = courses;
    }

    Fate.Fact of(Statement statement, Learning.Activity activity, SubjectPlaces person, UUID factId) {
        String id = factId.toString();
        Optional<Course> known = activity.course().flatMap(courses::find);
        Optional<String> ref = Optional.of(statement.object()).filter(object -> object.length() <= REF_LENGTH);
        Fact fact = new Fact(
                id,
                activity.type(),
                activity.course().orElse(null),
                activity.title().orElse(null),
                null,
                statement.timestamp(),
                null,
                known.map(Course::hours).orElse(null),
                result(activity),
                known.map(Course::skills).orElse(List.of()),
                new Fact.Source(Fact.Source.Kind.LMS, ref.orElse(null)),
                true);
        byte[] body = Json.bytes(body(fact, person.id()));
        return new Fate.Fact(person.key(), id, Command.RecordFact.of(person.id(), false, fact, body));
    }

    private static Fact.@Nullable Result result(Learning.Activity activity) {
        return activity.scaled().isEmpty() && activity.passed().isEmpty()
                ? null
                : new Fact.Result(
                        activity.scaled().orElse(null), activity.passed().orElse(null));
    }

    /** What the mapping found; hours and skills from the catalogue are no part of it. */
    private static ObjectNode body(Fact fact, String subject) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("id", fact.id());
        body.put("subject", subject);
        body.put("type", fact.type());
        if (fact.title() != null) {
            body.put("title", fact.title());
        }
        if (fact.course() != null) {
            body.put("course", fact.course());
        }
        body.put("endedAt", fact.endedAt().toString());
        if (fact.result() != null) {
            ObjectNode result = body.putObject("result");
            if (fact.result().scaled() != null) {
                result.put("scaled", Json.number(fact.result().scaled()));
            }
            if (fact.result().passed() != null) {
                result.put("passed", fact.result().passed());
            }
        }
        ObjectNode source = body.putObject("source");
        source.put("kind", fact.source().kind().slug());
        source.put("ref", fact.source().ref());
        return body;
    }
}
