package vn.hoctap.server.enrolment;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.course.CoursePages;
import vn.hoctap.server.course.CourseWords;
import vn.hoctap.server.course.Session;
import vn.hoctap.server.enrolment.MyCoursesView.Mine;
import vn.hoctap.server.enrolment.MyCoursesView.Offer;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.learner.Person;

/** My courses: what I take part in, what else would help, and what all that I tick would bring together. */
public final class MyCoursesPage {
    static final String HERE = Person.ME + "/courses";
    private static final int MOST = 300;
    private static final int OFFERS = 8;
    private static final int MOST_PLANNED = 30;

    private final Pages pages;
    private final Teaching teaching;
    private final WhatIf whatIf;

    public MyCoursesPage(Pages pages, Teaching teaching, Clock clock) {
        this.pages = pages;
        this.teaching = teaching;
        this.whatIf = new WhatIf(teaching.records(), clock);
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::show);
    }

    private void show(RoutingContext context) {
        Person person = Person.me(teaching.subjects(), context);
        Words words = pages.words(context);
        Set<String> ticked = context.queryParams().getAll("plan").stream()
                .limit(MOST_PLANNED)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Enrolment> all = teaching.enrolments().list(EnrolmentQuery.of(person.id(), MOST)).stream()
                .sorted(Comparator.comparing(Enrolment::enrolledAt).reversed())
                .toList();
        List<Enrolment> open = all.stream().filter(e -> e.state().open()).toList();
        List<Course> planned = ticked.stream()
                .flatMap(code -> teaching.courses().find(code).stream())
                .toList();
        String said = context.queryParams().get("said");
        MyCoursesView view = new MyCoursesView(
                person.kicker(words, teaching.tree().get(), Cycles.now()),
                open.isEmpty() ? words.get("mycourses.none") : words.get("mycourses.sentence", open.size()),
                words.has("enrol.said." + said) ? words.get("enrol.said." + said) : null,
                mine(words, open, ticked),
                offers(words, person, open, ticked),
                mine(words, all.stream().filter(e -> !e.state().open()).toList(), Set.of()),
                planned.isEmpty() ? null : words.get("whatif.planned", planned.size()),
                whatIf.of(words, person, planned));
        pages.show(context, "enrolment/mine", words.get("mycourses.title"), view);
    }

    private List<Mine> mine(Words words, List<Enrolment> enrolments, Set<String> ticked) {
        return enrolments.stream()
                .map(enrolment -> mine(words, enrolment, ticked.contains(enrolment.course())))
                .toList();
    }

    private Mine mine(Words words, Enrolment enrolment, boolean ticked) {
        Optional<Session> session = Optional.ofNullable(enrolment.session()).flatMap(teaching.sessions()::find);
        return new Mine(
                enrolment.id(),
                enrolment.course(),
                CoursePages.href(enrolment.course()),
                teaching.courses().find(enrolment.course()).map(Course::title).orElse(enrolment.course()),
                new EnrolmentWords(words).state(enrolment.state()),
                EnrolmentWords.tone(enrolment.state()),
                words.get("enrolment.progress", enrolment.progress()),
                Integer.toString(enrolment.progress()),
                session.map(known -> when(teaching.words(words), known))
                        .orElseGet(() -> words.get("mycourses.anytime")),
                cancellation(words, enrolment, session),
                CoursePage.result(enrolment),
                ticked);
    }

    private static String when(CourseWords words, Session session) {
        return Stream.of(Optional.of(words.when(session)), Optional.ofNullable(session.place()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
    }

    private static @Nullable String cancellation(Words words, Enrolment enrolment, Optional<Session> session) {
        return session.map(Session::cancellation)
                .filter(why -> enrolment.state().open())
                .map(why -> words.get("mycourses.cancelled", why))
                .orElse(null);
    }

    /** Courses on the shortest way to a title in which the person does not take part yet. */
    private List<Offer> offers(Words words, Person person, List<Enrolment> open, Set<String> ticked) {
        Set<String> taken = open.stream().map(Enrolment::course).collect(Collectors.toSet());
        CourseWords said = teaching.words(words);
        return teaching.records().judgements(person.id(), Cycles.now()).stream()
                .flatMap(judgement -> judgement.explained().missing(judgement.catalogue()).steps().stream())
                .flatMap(step -> step.courses().stream())
                .map(offer -> offer.code())
                .distinct()
                .filter(code -> !taken.contains(code))
                .flatMap(code -> teaching.courses().find(code).stream())
                .limit(OFFERS)
                .map(course -> new Offer(
                        course.code(),
                        CoursePages.href(course.code()),
                        course.title(),
                        Stream.of(said.hours(course), said.provider(course).orElse(""))
                                .filter(part -> !part.isEmpty())
                                .collect(Collectors.joining(" · ")),
                        ticked.contains(course.code())))
                .toList();
    }
}
