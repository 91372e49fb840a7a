package vn.hoctap.server.enrolment;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.course.CourseFormPages;
import vn.hoctap.server.course.Session;
import vn.hoctap.server.enrolment.Enrolments.Entry;
import vn.hoctap.server.enrolment.Grading.Graded;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.identity.Searches;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.title.TitleRecord;

/** Who takes part: to say of many at once how it went, and to enter somebody. */
public final class PeoplePages {
    private static final String HERE = CourseFormPages.TEACHING + "/courses/:code/people";
    private static final int NAMED = 60;

    private final Pages pages;
    private final Teaching teaching;
    private final PeopleViews views;

    public PeoplePages(Pages pages, Teaching teaching) {
        this.pages = pages;
        this.teaching = teaching;
        this.views = new PeopleViews(teaching);
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::list);
        pages.post(router, HERE, this::grade);
        pages.post(router, HERE + "/new", this::enrol);
        pages.post(router, HERE + "/search", this::search);
    }

    private void search(RoutingContext context) {
        Place place = place(context, context.request().formAttributes());
        String here = href(place.course().code(), place.session().map(Session::id));
        String found = teaching.searches().parameter(place.caller(), Searches.typed(context));
        Pages.redirect(context, found.isEmpty() ? here : here + (here.contains("?") ? "&" : "?") + found);
    }

    /** @param session empty: everybody in the course */
    static String href(String course, Optional<String> session) {
        return CourseFormPages.href(course) + "/people"
                + session.map(id -> "?session=" + encoded(id)).orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The course, and the session if only its people are asked for. */
    record Place(Caller caller, Course course, Optional<Session> session) {}

    private Place place(RoutingContext context, MultiMap fields) {
        Caller caller = Caller.of(context);
        Course course = teaching.course(context);
        teaching.rights().demand(caller, course);
        Optional<Session> session = Optional.ofNullable(fields.get("session"))
                .filter(id -> !id.isBlank())
                .map(id -> teaching.sessions()
                        .find(id)
                        .filter(known -> known.course().equals(course.code()))
                        .orElseThrow(() -> Problem.notFound("There is no such session of this course.")));
        return new Place(caller, course, session);
    }

    private void list(RoutingContext context) {
        Place place = place(context, context.queryParams());
        show(context, 200, place, PeopleForm.of(context.queryParams()).without(), null);
    }

    private void grade(RoutingContext context) {
        MultiMap fields = context.request().formAttributes();
        Place place = place(context, fields);
        Words words = pages.words(context);
        PeopleForm form = PeopleForm.of(fields);
        Optional<String> fault = form.fault(LocalDate.now(Words.ZONE));
        if (fault.isPresent()) {
            show(context, 400, place, form, words.get(fault.get()));
            return;
        }
        try {
            List<Graded> graded = teaching.grading().grade(place.caller(), form.grades(), i -> "/" + i);
            Pages.redirect(context, answer(place, "graded", graded.size()) + won(graded));
        } catch (Problem refused) {
            show(context, refused.status(), place, form, wrong(words, form, refused));
        }
    }

    private static String answer(Place place, String said, int count) {
        return href(place.course().code(), Optional.empty()) + "?said=" + said + "&n=" + count
                + place.session().map(s -> "&session=" + encoded(s.id())).orElse("");
    }

    private static String won(List<Graded> graded) {
        return graded.stream()
                .flatMap(one -> one.titles().stream())
                .map(TitleRecord::serial)
                .limit(NAMED)
                .map(serial -> "&won=" + encoded(serial))
                .collect(Collectors.joining());
    }

    /** Whom it could not be said of. */
    private String wrong(Words words, PeopleForm form, Problem refused) {
        if (refused.status() != 409) {
            return words.get("people.wrong.refused");
        }
        String names = refused.errors().stream()
                .map(PointerError::pointer)
                .map(pointer -> form.ids().get(Integer.parseInt(pointer.split("/", 3)[1])))
                .flatMap(id -> teaching.enrolments().find(id).stream())
                .map(Enrolment::name)
                .collect(Collectors.joining(", "));
        return words.get("people.wrong.conflict", names);
    }

    private void enrol(RoutingContext context) {
        MultiMap fields = context.request().formAttributes();
        Place place = place(context, fields);
        String id = Objects.requireNonNullElse(fields.get("subject"), "");
        SubjectPlaces subject = teaching.subjects().places(List.of(id)).get(id);
        Scope.demand(place.caller(), Action.ENROL, id, subject == null ? List.of() : subject.paths());
        long key = Optional.ofNullable(subject)
                .map(SubjectPlaces::key)
                .orElseThrow(() -> Problem.notFound("There is nobody with this id."));
        try {
            teaching.enrolments()
                    .enrol(
                            new Entry(key, place.course(), place.session().map(Session::id), true),
                            place.caller().name());
            Pages.redirect(context, answer(place, "enrolled", 1));
        } catch (Refused refused) {
            String key409 = "enrol.refused." + refused.reason().slug();
            show(
                    context,
                    409,
                    place,
                    PeopleForm.of(fields).without(),
                    pages.words(context).get(key409));
        }
    }

    private void show(RoutingContext context, int status, Place place, PeopleForm form, @Nullable String wrong) {
        Words words = pages.words(context);
        PeopleViews.Asked asked =
                PeopleViews.Asked.of(context.queryParams(), teaching.searches().of(context));
        PeopleView view = views.of(words, place, asked, form, wrong);
        String title =
                Stream.of(words.get("people.page"), place.course().title()).collect(Collectors.joining(": "));
        pages.show(context, status, "enrolment/people", title, view);
    }
}
