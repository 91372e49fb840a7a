package vn.hoctap.server.course;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/** The catalogue over HTTP: everybody who is signed in may read it. */
public final class CourseApi {
    private final Courses courses;
    private final Sessions sessions;
    private final CourseRights rights;
    private final Clock clock;

    /** @param clock its zone says which day is today */
    public CourseApi(Courses courses, Sessions sessions, CourseRights rights, Clock clock) {
        this.courses = courses;
        this.sessions = sessions;
        this.rights = rights;
        this.clock = clock;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listCourses", this::list, "createCourse", this::create, "getCourse", this::get);
    }

    private void list(RoutingContext context) {
        Caller.of(context);
        Page page = Page.of(context);
        List<Course> found = courses.list(query(context), page.after(), page.fetch());
        page.send(context, found, Course::code, CourseJson::of);
    }

    private CourseQuery query(RoutingContext context) {
        MultiMap asked = context.queryParams();
        CourseQuery query = new CourseQuery(
                Objects.requireNonNullElse(asked.get("q"), ""),
                Optional.ofNullable(asked.get("skill")),
                Optional.ofNullable(asked.get("provider")),
                Optional.of(CourseJson.RETIRED.equals(asked.get("status"))),
                course -> true);
        Optional<Set<String>> held = FromDay.of(context, clock).map(sessions::coursesFrom);
        return held.map(codes -> query.and(course -> codes.contains(course.code())))
                .orElse(query);
    }

    private void get(RoutingContext context) {
        Caller.of(context);
        String code = Objects.requireNonNull(context.pathParam("code"));
        Json.send(
                context,
                200,
                courses.find(code)
                        .map(CourseJson::of)
                        .orElseThrow(() -> Problem.notFound("There is no course " + code + ".")));
    }

    private void create(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.MANAGE_COURSES);
        JsonNode body = Json.body(context);
        Optional<Course> known = courses.find(body.path("code").asText().strip());
        Course course = new CourseBody(body, known).read();
        known.ifPresent(earlier -> rights.demand(caller, earlier));
        rights.demand(caller, course);
        courses.put(List.of(course), caller.name());
        Json.send(context, known.isPresent() ? 200 : 201, CourseJson.of(course));
    }
}
