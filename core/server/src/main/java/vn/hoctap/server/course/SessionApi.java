package vn.hoctap.server.course;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;

/** The dates of courses over HTTP: everybody reads them, who manages the course changes them. */
public final class SessionApi {
    private final Courses courses;
    private final Sessions sessions;
    private final CourseRights rights;
    private final Clock clock;

    /** @param clock its zone says which day is today */
    public SessionApi(Courses courses, Sessions sessions, CourseRights rights, Clock clock) {
        this.courses = courses;
        this.sessions = sessions;
        this.rights = rights;
        this.clock = clock;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listSessions", this::list, "createSession", this::create, "patchSession", this::patch);
    }

    private void list(RoutingContext context) {
        Caller.of(context);
        Course course = course(context);
        Page page = Page.of(context);
        Instant from = FromDay.of(context, clock).orElse(null);
        Optional<Session> after = page.after().flatMap(sessions::find);
        if (after.isEmpty() && page.after().isPresent()) {
            throw Problem.invalid("/query/after", "after must be the cursor from the Link header of the page before.");
        }
        List<Session> found = sessions.of(course.code(), from, after, page.fetch());
        page.send(context, found, Session::id, this::shown);
    }

    private void create(RoutingContext context) {
        Caller caller = Caller.of(context);
        Course course = course(context);
        rights.demand(caller, course);
        Session session = new SessionBody(Json.body(context), Optional.empty())
                .read(course.code(), UUID.randomUUID().toString());
        if (sessions.find(session.id()).isPresent()) {
            throw Problem.conflict("/id", "The session " + session.id() + " is known already; change it with PATCH.");
        }
        Json.send(context, 201, shown(sessions.put(session, caller.name())));
    }

    private void patch(RoutingContext context) {
        Caller caller = Caller.of(context);
        Course course = course(context);
        String id = Objects.requireNonNull(context.pathParam("session"));
        rights.demand(caller, course);
        Session known = sessions.find(id)
                .filter(session -> session.course().equals(course.code()))
                .orElseThrow(
                        () -> Problem.notFound("There is no session " + id + " of the course " + course.code() + "."));
        Session changed = new SessionBody(Json.body(context), Optional.of(known)).read(course.code(), id);
        Json.send(context, 200, shown(sessions.put(changed, caller.name())));
    }

    private SessionJson shown(Session session) {
        return SessionJson.of(session, clock.instant());
    }

    private Course course(RoutingContext context) {
        String code = Objects.requireNonNull(context.pathParam("code"));
        return courses.find(code).orElseThrow(() -> Problem.notFound("There is no course " + code + "."));
    }
}
