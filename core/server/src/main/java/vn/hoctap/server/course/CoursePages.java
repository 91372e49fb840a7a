package vn.hoctap.server.course;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;

/** The catalogue, for everybody who has signed in. */
public final class CoursePages {
    private static final String HERE = "/courses";
    private static final int SHOWN = 25;

    private final Pages pages;
    private final Courses courses;

    public CoursePages(Pages pages, Courses courses) {
        this.pages = pages;
        this.courses = courses;
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::show);
    }

    private void show(RoutingContext context) {
        Caller.of(context);
        Words words = pages.words(context);
        String query =
                Objects.requireNonNullElse(context.queryParams().get("q"), "").strip();
        Optional<String> after = Optional.ofNullable(context.queryParams().get("after"));
        List<Course> found = courses.list(query, after, SHOWN + 1);
        List<Course> shown = found.subList(0, Math.min(SHOWN, found.size()));
        boolean more = found.size() > SHOWN;
        CoursesView view = new CoursesView(
                query,
                heading(words, shown.size(), more || after.isPresent()),
                shown.stream().map(course -> row(words, course)).toList(),
                more
                        ? HERE + "?q=" + encoded(query) + "&after="
                                + encoded(shown.getLast().code())
                        : null,
                after.isPresent() ? HERE + "?q=" + encoded(query) : null);
        pages.show(context, "course/courses", words.get("course.title"), view);
    }

    private static String heading(Words words, int count, boolean more) {
        if (count == 0) {
            return words.get("course.found.none");
        }
        return more ? words.get("course.heading") : words.get("course.found", count);
    }

    private static CoursesView.Course row(Words words, Course course) {
        String skills = course.skills().stream()
                .map(skill -> skill.framework() + " " + skill.component() + " → " + skill.level())
                .collect(Collectors.joining(", "));
        String detail = Stream.of(course.code(), Objects.requireNonNullElse(course.provider(), ""), skills)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
        String hours = Optional.ofNullable(course.hours())
                .map(known -> words.get("hours", known))
                .orElse("");
        return new CoursesView.Course(course.title(), hours, detail);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
