package vn.hoctap.server.ledger;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import vn.hoctap.engine.decision.CourseOffer;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** How a subject stands and what it lacks, over HTTP. */
public final class ProgressApi {
    private final Judgements judgements;
    private final Subjects subjects;
    private final Courses courses;
    private final Clock clock;

    /** @param clock its zone says which year is the current cycle */
    public ProgressApi(Judgements judgements, Subjects subjects, Courses courses, Clock clock) {
        this.judgements = judgements;
        this.subjects = subjects;
        this.courses = courses;
        this.clock = clock;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getProgress", context -> send(context, ProgressJson::of),
                "getMissing",
                        context -> {
                            List<CourseOffer> catalogue = catalogue();
                            send(context, explained -> MissingJson.of(explained, catalogue));
                        });
    }

    private void send(RoutingContext context, Function<Explained, Object> shown) {
        String id = Objects.requireNonNull(context.pathParam("id"));
        SubjectPlaces subject = subjects.places(List.of(id)).get(id);
        Scope.demand(Caller.of(context), Action.READ, id, subject == null ? List.of() : subject.paths());
        if (subject == null) {
            throw Problem.notFound("There is no subject " + id + ".");
        }
        int cycle = cycle(context);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("subject", id);
        answer.put("cycle", cycle);
        answer.put("sets", judgements.of(id, cycle).stream().map(shown).toList());
        Json.send(context, 200, answer);
    }

    private int cycle(RoutingContext context) {
        return Optional.ofNullable(context.queryParams().get("cycle"))
                .map(Integer::valueOf)
                .orElseGet(() -> LocalDate.now(clock).getYear());
    }

    private List<CourseOffer> catalogue() {
        return courses.offered().stream()
                .map(course -> new CourseOffer(
                        course.code(), course.title(), Optional.ofNullable(course.hours()), course.skills()))
                .toList();
    }
}
