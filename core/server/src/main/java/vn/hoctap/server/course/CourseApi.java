package vn.hoctap.server.course;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Rational;
import vn.hoctap.server.http.Fields;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/** The catalogue over HTTP: everybody who is signed in may read it. */
public final class CourseApi {
    private static final int MAX_CODE = 200;
    private static final int MAX_TITLE = 500;

    private final Courses courses;
    private final Function<String, Optional<String>> paths;

    /** @param paths of the organisational units, by id */
    public CourseApi(Courses courses, Function<String, Optional<String>> paths) {
        this.courses = courses;
        this.paths = paths;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listCourses", this::list, "createCourse", this::create);
    }

    private void list(RoutingContext context) {
        Caller.of(context);
        Page page = Page.of(context);
        String text = context.queryParams().get("q");
        List<Course> found = courses.list(text == null ? "" : text, page.after(), page.fetch());
        page.send(context, found, Course::code, course -> course);
    }

    private void create(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.MANAGE_COURSES);
        Course course = read(Json.body(context));
        Optional<Course> known = courses.find(course.code());
        known.ifPresent(earlier -> demand(caller, earlier));
        demand(caller, course);
        courses.put(List.of(course));
        Json.send(context, known.isPresent() ? 200 : 201, course);
    }

    /** A course of a provider in the tree belongs to those who manage courses there. */
    private void demand(Caller caller, Course course) {
        Optional.ofNullable(course.provider())
                .flatMap(paths)
                .ifPresent(path -> Scope.demandIn(caller, Action.MANAGE_COURSES, path));
    }

    private static Course read(JsonNode body) {
        Fields fields = new Fields(body);
        Optional<String> code = fields.text("code", MAX_CODE);
        Optional<String> title = fields.text("title", MAX_TITLE);
        String provider = fields.text("provider", MAX_TITLE).orElse(null);
        Rational hours = hours(fields);
        List<Skill> skills = skills(fields);
        for (String name : List.of("code", "title")) {
            if (fields.get(name).isMissingNode()) {
                fields.fault("/" + name, name + " is missing.");
            }
        }
        fields.check();
        return new Course(code.orElseThrow(), title.orElseThrow(), provider, hours, skills);
    }

    private static @Nullable Rational hours(Fields fields) {
        JsonNode sent = fields.get("hours");
        if (sent.isMissingNode()) {
            return null;
        }
        if (!sent.isNumber() || sent.decimalValue().signum() < 0) {
            fields.fault("/hours", "hours must be a number, 0 or more.");
            return null;
        }
        return Json.rational(sent);
    }

    private static List<Skill> skills(Fields fields) {
        List<Skill> skills = new ArrayList<>();
        JsonNode sent = fields.get("skills");
        for (int i = 0; i < sent.size(); i++) {
            JsonNode skill = sent.path(i);
            String framework = skill.path("framework").asText();
            String component = skill.path("component").asText();
            if (framework.isBlank()
                    || component.isBlank()
                    || !skill.path("level").isInt()) {
                fields.fault("/skills/" + i, "A skill has a framework, a component and a level.");
            } else {
                skills.add(new Skill(framework, component, skill.path("level").intValue()));
            }
        }
        return skills;
    }
}
