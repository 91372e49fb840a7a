package vn.hoctap.server.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;

/** The facts of one person in the form of the API, with ids that are the same each time the demo is made. */
final class DemoBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final DemoPerson person;
    private final int year;
    private int count;

    DemoBodies(DemoPerson person, int year) {
        this.person = person;
        this.year = year;
    }

    DemoFact course(LocalDate day, String code) {
        return new DemoFact(
                DemoFact.Author.CENTER, false, activity(day, "course").put("course", code));
    }

    DemoFact titled(LocalDate day, DemoFact.Author author, String type, String title, int hours) {
        return new DemoFact(
                author, false, activity(day, type).put("title", title).put("hours", new BigDecimal(hours)));
    }

    /** @param course whether {@code what} is a course's code, or else a title */
    ObjectNode activity(LocalDate day, String type, String what, boolean course) {
        return activity(day, type).put(course ? "course" : "title", what);
    }

    static void hours(ObjectNode body, int hours) {
        body.put("hours", new BigDecimal(hours));
    }

    static void result(ObjectNode body, double scaled) {
        body.putObject("result").put("scaled", BigDecimal.valueOf(scaled)).put("passed", scaled >= 0.5);
    }

    static void skill(ObjectNode body, String framework, String component, int level) {
        body.putArray("skills")
                .addObject()
                .put("framework", framework)
                .put("component", component)
                .put("level", level);
    }

    DemoFact selfScore(String indicator, int points) {
        return score(DemoFact.Author.LEARNER, "self", indicator, points);
    }

    DemoFact appraisal(String indicator, int points) {
        return score(DemoFact.Author.OFFICER, "appraiser", indicator, points);
    }

    private DemoFact score(DemoFact.Author author, String by, String indicator, int points) {
        ObjectNode body = JSON.objectNode()
                .put("id", id())
                .put("subject", person.id())
                .put("set", "cong-dan-hoc-tap/" + person.group())
                .put("cycle", year)
                .put("indicator", indicator)
                .put("points", points)
                .put("by", by);
        return new DemoFact(author, true, body);
    }

    private ObjectNode activity(LocalDate day, String type) {
        return JSON.objectNode()
                .put("id", id())
                .put("subject", person.id())
                .put("type", type)
                .put("endedAt", day + "T17:00:00+07:00");
    }

    private String id() {
        String name = "demo/" + year + "/" + person.id() + "/" + count++;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
