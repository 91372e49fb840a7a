package vn.hoctap.server.course;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Optional;
import vn.hoctap.server.identity.Caller;

/** Courses that somebody enters in numbers, each judged as if it had been sent alone. Safe for use from any thread. */
public record CourseEntries(Courses courses, CourseRights rights) {

    /** A course that was read, and the one that it replaces. */
    public record Entry(Course course, Optional<Course> known) {
        public boolean saysNothingNew() {
            return known.filter(course::equals).isPresent();
        }
    }

    /**
     * What is left out of a known course stays as it is.
     *
     * @throws vn.hoctap.server.http.Problem 400, 403
     */
    public Entry read(Caller caller, JsonNode body) {
        Optional<Course> known = courses.find(body.path("code").asText().strip());
        Course sent = new CourseBody(body, known).read();
        Course course = known.map(earlier -> filled(sent, body, earlier)).orElse(sent);
        known.ifPresent(earlier -> rights.demand(caller, earlier));
        rights.demand(caller, course);
        return new Entry(course, known);
    }

    private static Course filled(Course sent, JsonNode body, Course earlier) {
        return new Course(
                sent.code(),
                sent.title(),
                body.has("provider") ? sent.provider() : earlier.provider(),
                body.has("hours") ? sent.hours() : earlier.hours(),
                body.has("skills") ? sent.skills() : earlier.skills(),
                sent.description(),
                sent.mode(),
                sent.url(),
                sent.retired());
    }

    public void put(Collection<Entry> entries, String by) {
        courses.put(entries.stream().map(Entry::course).toList(), by);
    }
}
