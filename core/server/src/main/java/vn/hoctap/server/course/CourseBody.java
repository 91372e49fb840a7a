package vn.hoctap.server.course;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Rational;
import vn.hoctap.server.http.Fields;
import vn.hoctap.server.http.Json;

/** A course as it was sent. Members beyond the columns of the import keep what is known when they are left out. */
final class CourseBody {
    static final int MAX_CODE = 200;
    static final int MAX_TITLE = 500;
    static final int MAX_DESCRIPTION = 2000;
    static final int MAX_URL = 1000;

    private final Fields fields;
    private final Optional<Course> known;

    CourseBody(JsonNode body, Optional<Course> known) {
        this.fields = new Fields(body);
        this.known = known;
    }

    /** @throws vn.hoctap.server.http.Problem 400 with every fault */
    Course read() {
        Optional<String> code = fields.text("code", MAX_CODE);
        Optional<String> title = fields.text("title", MAX_TITLE);
        String provider = fields.text("provider", MAX_TITLE).orElse(null);
        Rational hours = hours();
        List<Skill> skills = skills();
        String description = text("description", MAX_DESCRIPTION, known.map(Course::description));
        CourseMode mode = mode();
        String url = text("url", MAX_URL, known.map(Course::url));
        boolean retired = retired();
        for (String name : List.of("code", "title")) {
            if (fields.get(name).isMissingNode()) {
                fields.fault("/" + name, name + " is missing.");
            }
        }
        if (url != null && !isAddress(url)) {
            fields.fault("/url", "url must begin with https:// or http://.");
        }
        fields.check();
        return new Course(
                code.orElseThrow(), title.orElseThrow(), provider, hours, skills, description, mode, url, retired);
    }

    /** A link that a page may show: nothing that a browser would execute. */
    static boolean isAddress(String url) {
        return url.matches("https?://[^\\s<>\"]+");
    }

    private @Nullable String text(String name, int max, Optional<String> before) {
        return fields.has(name) ? fields.text(name, max).orElse(null) : before.orElse(null);
    }

    private @Nullable CourseMode mode() {
        if (!fields.has("mode")) {
            return known.map(Course::mode).orElse(null);
        }
        Optional<String> sent = fields.text("mode", MAX_CODE);
        Optional<CourseMode> mode = sent.flatMap(CourseMode::of);
        if (sent.isPresent() && mode.isEmpty()) {
            fields.fault("/mode", "mode is one of online, in-person and blended.");
        }
        return mode.orElse(null);
    }

    private boolean retired() {
        Optional<String> sent = fields.text("status", MAX_CODE);
        if (sent.isPresent() && !List.of(CourseJson.ACTIVE, CourseJson.RETIRED).contains(sent.get())) {
            fields.fault("/status", "status is active or retired.");
        }
        return sent.map(CourseJson.RETIRED::equals)
                .orElse(known.map(Course::retired).orElse(false));
    }

    private @Nullable Rational hours() {
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

    private List<Skill> skills() {
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
