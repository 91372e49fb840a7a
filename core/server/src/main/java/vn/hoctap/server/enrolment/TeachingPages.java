package vn.hoctap.server.enrolment;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.course.CourseFormPages;
import vn.hoctap.server.course.CoursePages;
import vn.hoctap.server.course.CourseQuery;
import vn.hoctap.server.course.CourseWords;
import vn.hoctap.server.course.Session;
import vn.hoctap.server.course.SessionFormPages;
import vn.hoctap.server.enrolment.TeachingCourseView.Date;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/** The courses of a centre or an officer, each with its sessions. */
public final class TeachingPages {
    private static final String HERE = CourseFormPages.TEACHING;
    private static final int SHOWN = 25;
    private static final int SESSIONS = 200;

    private final Pages pages;
    private final Teaching teaching;
    private final Clock clock;

    public TeachingPages(Pages pages, Teaching teaching, Clock clock) {
        this.pages = pages;
        this.teaching = teaching;
        this.clock = clock;
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::list);
        pages.get(router, HERE + "/courses/:code", this::course);
    }

    private void list(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.MANAGE_COURSES);
        Words words = pages.words(context);
        String query =
                Objects.requireNonNullElse(context.queryParams().get("q"), "").strip();
        Optional<String> after = Optional.ofNullable(context.queryParams().get("after"));
        CourseQuery mine =
                CourseQuery.anyOf(query).and(course -> teaching.rights().manages(caller, course));
        List<Course> found = teaching.courses().list(mine, after, SHOWN + 1);
        List<Course> shown = found.subList(0, Math.min(SHOWN, found.size()));
        TeachingView view = new TeachingView(
                query,
                shown.isEmpty() ? words.get("course.found.none") : words.get("teaching.heading"),
                CourseFormPages.edit(Optional.empty()),
                rows(words, shown),
                found.size() > SHOWN ? address(query, shown.getLast().code()) : null,
                after.isPresent() ? address(query, null) : null);
        pages.show(context, "enrolment/teaching", words.get("teaching.title"), view);
    }

    private static String address(String query, @Nullable String after) {
        return HERE + "?q=" + encoded(query) + (after == null ? "" : "&after=" + encoded(after));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<TeachingView.Course> rows(Words words, List<Course> shown) {
        List<String> codes = shown.stream().map(Course::code).toList();
        Map<String, Session> next = teaching.sessions().next(codes, clock.instant());
        Map<String, Long> people = teaching.enrolments().counts(codes);
        CourseWords said = teaching.words(words);
        return shown.stream()
                .map(course -> new TeachingView.Course(
                        CourseFormPages.href(course.code()),
                        course.title(),
                        course.code(),
                        Stream.of(
                                        Optional.ofNullable(next.get(course.code()))
                                                .map(session -> words.get(
                                                        "course.next", said.when(session), said.seats(session))),
                                        Optional.ofNullable(people.get(course.code()))
                                                .map(count -> words.get("teaching.people", count)))
                                .flatMap(Optional::stream)
                                .reduce((one, other) -> one + " · " + other)
                                .orElseGet(() -> words.get("teaching.idle")),
                        course.retired()))
                .toList();
    }

    private void course(RoutingContext context) {
        Caller caller = Caller.of(context);
        Course course = teaching.course(context);
        teaching.rights().demand(caller, course);
        Words words = pages.words(context);
        Instant now = clock.instant();
        List<Session> sessions = teaching.sessions().of(course.code(), null, Optional.empty(), SESSIONS);
        String said = context.queryParams().get("said");
        TeachingCourseView view = new TeachingCourseView(
                teaching.words(words).detail(course),
                course.title(),
                words.has("teaching.said." + said) ? words.get("teaching.said." + said) : null,
                course.retired(),
                CourseFormPages.edit(Optional.of(course.code())),
                CoursePages.href(course.code()),
                PeoplePages.href(course.code(), Optional.empty()),
                SessionFormPages.href(course.code(), Optional.empty()),
                dates(
                        words,
                        sessions.stream().filter(s -> s.ends().isAfter(now)).toList(),
                        now),
                dates(
                                words,
                                sessions.stream()
                                        .filter(s -> !s.ends().isAfter(now))
                                        .toList(),
                                now)
                        .reversed());
        pages.show(context, "enrolment/teaching-course", course.title(), view);
    }

    private List<Date> dates(Words words, List<Session> sessions, Instant now) {
        CourseWords said = teaching.words(words);
        List<Date> dates = new ArrayList<>();
        for (Session session : sessions) {
            dates.add(new Date(
                    said.view(session, now),
                    PeoplePages.href(session.course(), Optional.of(session.id())),
                    SessionFormPages.href(session.course(), Optional.of(session.id()))));
        }
        return dates;
    }
}
