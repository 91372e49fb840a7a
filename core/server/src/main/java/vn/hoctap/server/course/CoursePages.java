package vn.hoctap.server.course;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.course.CoursesView.Option;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;

/** The catalogue, for everybody who has signed in. */
public final class CoursePages {
    public static final String HERE = "/courses";
    private static final int SHOWN = 25;

    private final Pages pages;
    private final Courses courses;
    private final Sessions sessions;
    private final SkillNames skillNames;
    private final Function<String, Optional<String>> units;
    private final Clock clock;

    /** @param units the names of organisational units, by id */
    public CoursePages(
            Pages pages,
            Courses courses,
            Sessions sessions,
            SkillNames skillNames,
            Function<String, Optional<String>> units,
            Clock clock) {
        this.pages = pages;
        this.courses = courses;
        this.sessions = sessions;
        this.skillNames = skillNames;
        this.units = units;
        this.clock = clock;
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::show);
    }

    /** Where a course has its page. */
    public static String href(String code) {
        return HERE + "/" + URLEncoder.encode(code, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What the form asks for. */
    private record Asked(String query, String skill, String provider, boolean upcoming) {
        static Asked of(MultiMap form) {
            return new Asked(
                    text(form, "q"),
                    text(form, "skill"),
                    text(form, "provider"),
                    !text(form, "upcoming").isEmpty());
        }

        String address(@Nullable String after) {
            return HERE + "?q=" + encoded(query) + "&skill=" + encoded(skill) + "&provider=" + encoded(provider)
                    + (upcoming ? "&upcoming=1" : "") + (after == null ? "" : "&after=" + encoded(after));
        }

        CourseQuery courses(Set<String> held) {
            CourseQuery all = new CourseQuery(query, some(skill), some(provider), Optional.of(false), course -> true);
            return upcoming ? all.and(course -> held.contains(course.code())) : all;
        }
    }

    private void show(RoutingContext context) {
        Caller.of(context);
        Words words = pages.words(context);
        Asked asked = Asked.of(context.queryParams());
        Instant now = clock.instant();
        Optional<String> after = Optional.ofNullable(context.queryParams().get("after"));
        Set<String> held = asked.upcoming() ? sessions.coursesFrom(now) : Set.of();
        List<Course> found = courses.list(asked.courses(held), after, SHOWN + 1);
        List<Course> shown = found.subList(0, Math.min(SHOWN, found.size()));
        boolean more = found.size() > SHOWN;
        CoursesView view = new CoursesView(
                asked.query(),
                skills(words, asked.skill()),
                providers(words, asked.provider()),
                asked.upcoming(),
                heading(words, shown.size(), more || after.isPresent()),
                rows(words, shown, now),
                more ? asked.address(shown.getLast().code()) : null,
                after.isPresent() ? asked.address(null) : null);
        pages.show(context, "course/courses", words.get("course.title"), view);
    }

    private static String heading(Words words, int count, boolean more) {
        if (count == 0) {
            return words.get("course.found.none");
        }
        return more ? words.get("course.heading") : words.get("course.found", count);
    }

    private List<CoursesView.Course> rows(Words words, List<Course> shown, Instant now) {
        CourseWords said = new CourseWords(words, skillNames, units);
        Map<String, Session> next =
                sessions.next(shown.stream().map(Course::code).toList(), now);
        return shown.stream()
                .map(course -> new CoursesView.Course(
                        href(course.code()),
                        course.title(),
                        said.hours(course),
                        said.detail(course),
                        String.join(" · ", said.skills(course)),
                        Optional.ofNullable(next.get(course.code()))
                                .map(session -> words.get("course.next", said.when(session), said.seats(session)))
                                .orElse(null)))
                .toList();
    }

    /** The frameworks and areas of skills that some course proves. */
    private List<Option> skills(Words words, String chosen) {
        Stream<String> known = courses.offered().stream()
                .flatMap(course -> course.skills().stream())
                .flatMap(skill -> Stream.of(
                        skill.framework(),
                        skill.framework() + ":" + skill.component().split("\\.", 2)[0]))
                .filter(area -> words.has(areaKey(area)));
        return options(words.get("course.filter.all"), known, area -> words.get(areaKey(area)), chosen);
    }

    private static String areaKey(String area) {
        return "course.area." + area.replace(':', '.');
    }

    private List<Option> providers(Words words, String chosen) {
        Stream<String> known = courses.offered().stream().flatMap(course -> Stream.ofNullable(course.provider()));
        return options(
                words.get("course.filter.all"), known, id -> units.apply(id).orElse(id), chosen);
    }

    private static List<Option> options(
            String all, Stream<String> values, Function<String, String> label, String chosen) {
        return Stream.concat(
                        Stream.of(new Option("", all, chosen.isEmpty())),
                        values.distinct()
                                .sorted()
                                .map(value -> new Option(value, label.apply(value), value.equals(chosen))))
                .toList();
    }

    private static String text(MultiMap form, String name) {
        return Objects.requireNonNullElse(form.get(name), "").strip();
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
