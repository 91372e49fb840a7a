package vn.hoctap.server.course;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.orgunit.OrgTree;

/** Entering and changing a course, for those who manage courses. */
public final class CourseFormPages {
    public static final String TEACHING = "/teaching";
    private static final String HERE = TEACHING + "/course";
    private static final int OFFERED_PROVIDERS = 300;

    private final Pages pages;
    private final Courses courses;
    private final CourseRights rights;
    private final Supplier<OrgTree> tree;

    public CourseFormPages(Pages pages, Courses courses, CourseRights rights, Supplier<OrgTree> tree) {
        this.pages = pages;
        this.courses = courses;
        this.rights = rights;
        this.tree = tree;
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::form);
        pages.post(router, HERE, this::save);
    }

    /** Where those who manage a course work on it. */
    public static String href(String code) {
        return TEACHING + "/courses/" + encoded(code);
    }

    /** Where the form stands: for a new course, or for one that is known. */
    public static String edit(Optional<String> code) {
        return HERE + code.map(known -> "?code=" + encoded(known)).orElse("");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void form(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.MANAGE_COURSES);
        Optional<Course> known = known(context, caller);
        Words words = pages.words(context);
        CourseForm form =
                known.map(course -> CourseForm.of(course, words)).orElseGet(() -> CourseForm.of(context.queryParams()));
        show(context, 200, known, form, Map.of());
    }

    private void save(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.MANAGE_COURSES);
        Optional<Course> known = known(context, caller);
        CourseForm form = CourseForm.of(context.request().formAttributes());
        Map<String, String> faults = new LinkedHashMap<>(form.faults());
        if (known.map(Course::code).filter(form.code()::equals).isEmpty()
                && courses.find(form.code()).isPresent()) {
            faults.put("code", "courseform.wrong.known");
        }
        if (known.isPresent() && !known.get().code().equals(form.code())) {
            faults.put("code", "courseform.wrong.fixed");
        }
        if (faults.isEmpty() && !rights.manages(caller, form.course())) {
            faults.put("provider", "courseform.wrong.provider");
        }
        if (!faults.isEmpty()) {
            show(context, 400, known, form, faults);
            return;
        }
        courses.put(List.of(form.course()), caller.name());
        Pages.redirect(context, href(form.code()) + "?said=course");
    }

    /** The course that the address names; the caller must manage it. */
    private Optional<Course> known(RoutingContext context, Caller caller) {
        Optional<String> code = Optional.ofNullable(context.queryParams().get("code"));
        Optional<Course> course =
                code.map(c -> courses.find(c).orElseThrow(() -> Problem.notFound("There is no course " + c + ".")));
        course.ifPresent(known -> rights.demand(caller, known));
        return course;
    }

    private void show(
            RoutingContext context, int status, Optional<Course> known, CourseForm form, Map<String, String> faults) {
        Words words = pages.words(context);
        Map<String, String> said = new LinkedHashMap<>();
        faults.forEach((field, key) -> said.put(field, words.get(key)));
        CourseFormView view = new CourseFormView(
                edit(known.map(Course::code)),
                known.map(course -> href(course.code())).orElse(TEACHING),
                known.map(Course::title).orElse(null),
                form,
                modes(words, form.mode()),
                providers(Caller.of(context), form.provider()),
                said);
        String title = words.get(known.isPresent() ? "courseform.edit" : "courseform.new");
        pages.show(context, status, "course/form", title, view);
    }

    private static List<CoursesView.Option> modes(Words words, String chosen) {
        return Stream.concat(
                        Stream.of(new CoursesView.Option("", words.get("courseform.mode.none"), chosen.isEmpty())),
                        Stream.of(CourseMode.values())
                                .map(CourseMode::slug)
                                .map(mode -> new CoursesView.Option(
                                        mode, words.get("course.mode." + mode), mode.equals(chosen))))
                .toList();
    }

    /** The units in whose name the caller may offer courses. */
    private List<CoursesView.Option> providers(Caller caller, String chosen) {
        OrgTree now = tree.get();
        return now.units().stream()
                .filter(unit -> Scope.mayIn(caller, Action.MANAGE_COURSES, now.path(unit.id())))
                .limit(OFFERED_PROVIDERS)
                .map(unit ->
                        new CoursesView.Option(unit.id(), unit.name(), unit.id().equals(chosen)))
                .toList();
    }
}
