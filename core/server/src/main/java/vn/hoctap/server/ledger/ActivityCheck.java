package vn.hoctap.server.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.ledger.Command.RecordFact;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** Checks many activities as the API would check each of them alone. Safe for use from any thread. */
public final class ActivityCheck {
    private final Sql sql;
    private final Subjects subjects;
    private final Courses courses;
    private final InstantSource clock;

    public ActivityCheck(Sql sql, Subjects subjects, Courses courses, InstantSource clock) {
        this.sql = sql;
        this.subjects = subjects;
        this.courses = courses;
        this.clock = clock;
    }

    /** One for each body, in order. The bodies are of the described form. */
    public List<Checked> all(Caller caller, List<? extends JsonNode> bodies) {
        Map<String, SubjectPlaces> places = subjects.places(bodies.stream()
                .map(body -> body.get("subject").textValue())
                .distinct()
                .toList());
        Instant now = clock.instant();
        List<Checked> checked = new ArrayList<>(bodies.size());
        bodies.forEach(body -> checked.add(one(caller, body, places, now)));
        return SameFacts.mark(sql, checked, places);
    }

    private Checked one(Caller caller, JsonNode body, Map<String, SubjectPlaces> places, Instant now) {
        Faults faults = new Faults(body);
        ActivityBody activity = new ActivityBody(body, 0, faults);
        try {
            activity.check(now);
            var kind = new Callers(caller, faults, places).kind(activity);
            faults.refuse();
            RecordFact command = activity.command(
                    kind, TimedId.next(clock), activity.course().flatMap(courses::find));
            return Checked.sound(command, false);
        } catch (Problem refused) {
            return Checked.refused(refused.errors());
        }
    }
}
