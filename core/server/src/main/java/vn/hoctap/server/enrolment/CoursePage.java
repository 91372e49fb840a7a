package vn.hoctap.server.enrolment;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.course.CourseFormPages;
import vn.hoctap.server.course.CoursePages;
import vn.hoctap.server.course.CourseWords;
import vn.hoctap.server.course.Session;
import vn.hoctap.server.enrolment.CourseView.Mine;
import vn.hoctap.server.enrolment.Enrolments.Entry;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.learner.Person;

/** One course: what it is, when it is held, what it would change for me, and the button to take part. */
public final class CoursePage {
    private static final String HERE = CoursePages.HERE + "/:code";
    private static final int SHOWN = 50;
    private static final int MINE = 20;

    private final Pages pages;
    private final Teaching teaching;
    private final WhatIf whatIf;
    private final Clock clock;

    public CoursePage(Pages pages, Teaching teaching, Clock clock) {
        this.pages = pages;
        this.teaching = teaching;
        this.whatIf = new WhatIf(teaching.records(), clock);
        this.clock = clock;
    }

    public void mount(Router router) {
        pages.get(router, HERE, context -> show(context, 200, null));
        pages.post(router, HERE + "/enrolment", this::enrol);
        pages.post(router, HERE + "/cancellation", this::cancel);
    }

    private void enrol(RoutingContext context) {
        Course course = teaching.course(context);
        Person person = Person.me(teaching.subjects(), context);
        Scope.demand(person.caller(), Action.ENROL, person.id(), person.paths());
        Optional<String> session = Optional.ofNullable(
                        context.request().formAttributes().get("session"))
                .filter(id -> !id.isBlank());
        try {
            teaching.enrolments()
                    .enrol(
                            new Entry(person.subject().key(), course, session, false),
                            person.caller().name());
            Pages.redirect(context, CoursePages.href(course.code()) + "?said=enrolled");
        } catch (Refused refused) {
            String key = "enrol.refused." + refused.reason().slug();
            show(context, 409, pages.words(context).get(key));
        }
    }

    private void cancel(RoutingContext context) {
        Course course = teaching.course(context);
        String id =
                Objects.requireNonNullElse(context.request().formAttributes().get("id"), "");
        teaching.grading().grade(Caller.of(context), List.of(Grade.of(id, State.CANCELLED)), i -> "");
        Pages.redirect(context, CoursePages.href(course.code()) + "?said=cancelled");
    }

    private void show(RoutingContext context, int status, @Nullable String wrong) {
        Course course = teaching.course(context);
        Caller caller = Caller.of(context);
        Words words = pages.words(context);
        CourseWords said = teaching.words(words);
        Instant now = clock.instant();
        Optional<Person> person = person(context, caller);
        List<Enrolment> mine = person.map(me -> mine(me, course)).orElse(List.of());
        boolean enrolling = person.isPresent() && !course.retired();
        String code = context.queryParams().get("said");
        CourseView view = new CourseView(
                course.code(),
                CoursePages.href(course.code()),
                course.title(),
                Stream.of(said.provider(course), said.mode(course), Optional.of(course.code()))
                        .flatMap(Optional::stream)
                        .reduce((one, other) -> one + " · " + other)
                        .orElse(""),
                said.hours(course),
                course.description(),
                course.url(),
                said.skills(course),
                course.retired(),
                dates(said, course, mine, enrolling, now),
                teaching.rights().manages(caller, course) && Scope.maySomewhere(caller, Action.MANAGE_COURSES)
                        ? CourseFormPages.href(course.code())
                        : null,
                mine.isEmpty() ? null : mine(words, mine.getLast()),
                enrolling,
                person.filter(me -> !course.retired())
                        .map(me -> whatIf.of(words, me, List.of(course)))
                        .orElse(List.of()),
                words.has("enrol.said." + code) ? words.get("enrol.said." + code) : null,
                wrong);
        pages.show(context, status, "enrolment/course", course.title(), view);
    }

    /** The learner who reads; others look at the catalogue and take no part. */
    private Optional<Person> person(RoutingContext context, Caller caller) {
        try {
            return caller.subject().filter(caller::is).map(id -> Person.me(teaching.subjects(), context));
        } catch (Problem notInTheRegister) {
            return Optional.empty();
        }
    }

    /** An open one last. */
    private List<Enrolment> mine(Person me, Course course) {
        List<Enrolment> all =
                teaching.enrolments().list(EnrolmentQuery.of(me.id(), MINE).in(course.code()));
        return Stream.concat(
                        all.stream().filter(e -> !e.state().open() && e.state() != State.CANCELLED),
                        all.stream().filter(e -> e.state().open()))
                .toList();
    }

    private static Mine mine(Words words, Enrolment enrolment) {
        return new Mine(
                enrolment.id(),
                new EnrolmentWords(words).state(enrolment.state()),
                EnrolmentWords.tone(enrolment.state()),
                words.get("enrolment.progress", enrolment.progress()),
                Integer.toString(enrolment.progress()),
                result(enrolment),
                enrolment.state().open());
    }

    /** Where it is told what the completion gave. */
    static @Nullable String result(Enrolment enrolment) {
        return Optional.ofNullable(enrolment.fact())
                .filter(fact -> enrolment.state() == State.COMPLETED)
                .map(fact -> Person.ME + "/logged?id=" + URLEncoder.encode(fact, StandardCharsets.UTF_8))
                .orElse(null);
    }

    private List<CourseView.Date> dates(
            CourseWords said, Course course, List<Enrolment> mine, boolean enrolling, Instant now) {
        return teaching.sessions().of(course.code(), now, Optional.empty(), SHOWN).stream()
                .map(session -> date(said, session, mine, enrolling, now))
                .toList();
    }

    private static CourseView.Date date(
            CourseWords said, Session session, List<Enrolment> mine, boolean enrolling, Instant now) {
        boolean in = mine.stream().anyMatch(e -> session.id().equals(e.session()));
        boolean open = session.state(now) == Session.State.OPEN;
        return new CourseView.Date(said.view(session, now), in, enrolling && open && !in);
    }
}
