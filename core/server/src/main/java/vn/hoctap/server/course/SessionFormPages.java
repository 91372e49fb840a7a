package vn.hoctap.server.course;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;

/** Entering, changing and cancelling a date of a course, for those who manage it. */
public final class SessionFormPages {
    private static final String HERE = CourseFormPages.TEACHING + "/courses/:code/session";

    private final Pages pages;
    private final Courses courses;
    private final Sessions sessions;
    private final CourseRights rights;
    private final Clock clock;

    public SessionFormPages(Pages pages, Courses courses, Sessions sessions, CourseRights rights, Clock clock) {
        this.pages = pages;
        this.courses = courses;
        this.sessions = sessions;
        this.rights = rights;
        this.clock = clock;
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::form);
        pages.post(router, HERE, this::save);
        pages.post(router, HERE + "/cancellation", this::cancel);
    }

    /** Where the form stands: for a new date, or for one that is known. */
    public static String href(String course, Optional<String> session) {
        return CourseFormPages.href(course) + "/session"
                + session.map(id -> "?id=" + CourseFormPages.encoded(id)).orElse("");
    }

    private record Place(Course course, Optional<Session> session) {}

    private void form(RoutingContext context) {
        Place place = place(context, context.queryParams());
        SessionForm form = place.session().map(SessionForm::of).orElseGet(() -> blank(UUID.randomUUID()));
        show(context, 200, place, form, "", Map.of());
    }

    private static SessionForm blank(UUID id) {
        return new SessionForm(id.toString(), "", "", "", "", "", "");
    }

    private void save(RoutingContext context) {
        Place place = place(context, context.request().formAttributes());
        SessionForm form = SessionForm.of(context.request().formAttributes());
        Map<String, String> faults = form.faults();
        if (faults.isEmpty()) {
            try {
                Session changed = form.session(place.course().code(), place.session());
                sessions.put(changed, Caller.of(context).name());
                Pages.redirect(context, CourseFormPages.href(place.course().code()) + "?said=session");
                return;
            } catch (Problem refused) {
                faults.put("capacity", "sessionform.wrong.taken");
            }
        }
        show(context, 400, place, form, "", faults);
    }

    /** Says why it is not held; saying nothing holds it after all. */
    private void cancel(RoutingContext context) {
        MultiMap typed = context.request().formAttributes();
        Place place = place(context, typed);
        Session known = place.session().orElseThrow(() -> Problem.notFound("There is no such session."));
        String reason = Typed.text(typed, "reason");
        boolean again = known.cancellation() != null;
        if (!again && (reason.isEmpty() || reason.length() > SessionBody.MAX_NOTE)) {
            show(context, 400, place, SessionForm.of(known), reason, Map.of("reason", "sessionform.wrong.reason"));
            return;
        }
        sessions.put(
                new Session(
                        known.id(),
                        known.course(),
                        known.starts(),
                        known.ends(),
                        known.place(),
                        known.capacity(),
                        known.registerUntil(),
                        known.note(),
                        again ? null : reason,
                        known.taken()),
                Caller.of(context).name());
        Pages.redirect(
                context, CourseFormPages.href(known.course()) + "?said=" + (again ? "session" : "session-cancelled"));
    }

    private Place place(RoutingContext context, MultiMap fields) {
        Caller caller = Caller.of(context);
        String code = Objects.requireNonNull(context.pathParam("code"));
        Course course = courses.find(code).orElseThrow(() -> Problem.notFound("There is no course " + code + "."));
        rights.demand(caller, course);
        Optional<Session> session = Optional.ofNullable(fields.get("id")).flatMap(sessions::find);
        if (session.filter(known -> !known.course().equals(code)).isPresent()) {
            throw Problem.notFound("There is no such session of this course.");
        }
        return new Place(course, session);
    }

    private void show(
            RoutingContext context,
            int status,
            Place place,
            SessionForm form,
            String reason,
            Map<String, String> faults) {
        Words words = pages.words(context);
        Map<String, String> said = new LinkedHashMap<>();
        faults.forEach((field, key) -> said.put(field, words.get(key)));
        CourseWords described = new CourseWords(words, new SkillNames(List::of), id -> Optional.empty());
        SessionFormView view = new SessionFormView(
                href(place.course().code(), Optional.empty()),
                CourseFormPages.href(place.course().code()),
                place.course().title(),
                place.session()
                        .map(session -> described.view(session, clock.instant()))
                        .orElse(null),
                form,
                reason,
                said);
        String title = words.get(place.session().isPresent() ? "sessionform.edit" : "sessionform.new");
        pages.show(context, status, "course/session", title, view);
    }
}
