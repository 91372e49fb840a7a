package vn.hoctap.server.enrolment;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.plugin.TestJar;

/** A server whose farmers earn a title by 20 hours of courses, with means to make courses, sessions and people. */
final class Classroom implements AutoCloseable {
    static final String TITLE = "khoa-hoc";
    static final int YEAR = LocalDate.now(Words.ZONE).getYear();

    private static final String CRITERIA = """
            id: khoa-hoc/nong-dan
            version: "1"
            status: illustrative
            source: "a test"
            title: {vi: Người học chăm}
            subject: citizen
            audience: 'subject.group == "nong-dan"'
            effective: {from: 2020-01-01}
            cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
            criteria:
              - id: hoc
                name: {vi: Học}
                indicators:
                  - id: gio
                    name: {vi: Giờ học}
                    max: 10
                    from:
                      - {measure: sum, of: hours, where: 'activity.type == "course"', trust: verified,
                         points: [{atLeast: 10, give: 4}, {atLeast: 20, give: 10}]}
                  - id: so
                    name: {vi: Kỹ năng số}
                    max: 5
                    from:
                      - {measure: count, where: 'activity.skills.exists(s, s.framework == "tt02-2025")', trust: verified,
                         points: [{atLeast: 1, give: 5}]}
            award:
              scheme: sum
              requires: [{id: total, if: 'total >= 10'}]
            """;

    final TestServer server =
            TestServer.start(TestJar.plugin("khoa-hoc", "1.0.0").with("criteria/khoa-hoc.yaml", CRITERIA));

    /** Of a provider in the centre's part; 20 hours with a digital skill are 15 points. */
    String anyCourse() {
        return course("KH-" + UUID.randomUUID(), "quang-vinh");
    }

    String course(String code, String provider) {
        server.post("admin", "/api/v1/courses", """
                {"code":"%s","title":"Khóa %s","provider":"%s","hours":20,
                 "skills":[{"framework":"tt02-2025","component":"4.2","level":3}]}""".formatted(code, code, provider));
        return code;
    }

    /** Next week, with so many seats. */
    String session(String course, int seats) {
        return session(course, seats, Instant.now().plus(Duration.ofDays(7)));
    }

    String session(String course, int seats, Instant starts) {
        Instant begin = starts.truncatedTo(ChronoUnit.SECONDS);
        return server.post("admin", "/api/v1/courses/" + course + "/sessions", """
                        {"starts":"%s","ends":"%s","place":"Nhà văn hóa","capacity":%d}""".formatted(
                                begin, begin.plus(Duration.ofHours(3)), seats))
                .at("/id")
                .asText();
    }

    Answer enrol(String persona, String subject, String course, String session) {
        return server.post(
                persona,
                "/api/v1/enrolments",
                "{\"subject\":\"%s\",\"course\":\"%s\",\"session\":%s}"
                        .formatted(subject, course, session.isEmpty() ? "null" : "\"" + session + "\""));
    }

    /** By the centre, without a session. */
    String enrolled(String subject, String course) {
        return enrol("center", subject, course, "").at("/id").asText();
    }

    Answer grade(String persona, String enrolment, String body) {
        return patch(persona, "/api/v1/enrolments/" + enrolment, body);
    }

    Answer patch(String persona, String path, String body) {
        return server.api(server.request(persona, path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    Answer enrolment(String id) {
        return server.get("center", "/api/v1/enrolments/" + id);
    }

    Answer activities(String subject) {
        return server.get("center", "/api/v1/activities?subject=" + subject);
    }

    /** The points under the title's set. */
    String total(String subject) {
        return server.get("center", "/api/v1/subjects/" + subject + "/progress?cycle=" + YEAR)
                .at("/sets")
                .valueStream()
                .filter(set -> set.path("set").asText().startsWith(TITLE))
                .findFirst()
                .orElseThrow()
                .path("total")
                .asText();
    }

    @Override
    public void close() {
        server.close();
    }
}
