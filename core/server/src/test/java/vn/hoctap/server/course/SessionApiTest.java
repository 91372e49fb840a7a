package vn.hoctap.server.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;

class SessionApiTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String course(String more) {
        String code = "K-" + UUID.randomUUID();
        assertThat(server.post("center", "/api/v1/courses", """
                        {"code":"%s","title":"Tin học %s","provider":"quang-vinh","hours":8%s}""".formatted(code, code, more))
                        .status())
                .isEqualTo(201);
        return code;
    }

    private static Answer session(String persona, String course, String body) {
        return server.post(persona, "/api/v1/courses/" + course + "/sessions", body);
    }

    private static Answer change(String course, String session, String body) {
        return server.api(server.request("center", "/api/v1/courses/" + course + "/sessions/" + session)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private static List<String> found(String query) {
        return server.get("learner", "/api/v1/courses?limit=1000&" + query)
                .body()
                .findValuesAsText("code");
    }

    @Test
    void a_session_is_entered_changed_and_cancelled() {
        String course = course("");
        Answer entered = session("center", course, """
                {"starts":"2199-03-02T08:00:00+07:00","ends":"2199-03-02T11:30:00+07:00","place":"Nhà văn hóa",
                 "capacity":30,"note":"Mang theo điện thoại"}""");
        String id = entered.at("/id").asText();

        assertThat(entered.status()).isEqualTo(201);
        assertThat(entered.at("/state").asText()).isEqualTo("open");
        assertThat(entered.at("/free").asInt()).isEqualTo(30);
        Answer moved = change(course, id, "{\"place\":null,\"capacity\":null}");
        assertThat(moved.at("/place").isNull()).isTrue();
        assertThat(moved.at("/note").asText()).isEqualTo("Mang theo điện thoại");
        assertThat(change(course, id, "{\"cancellation\":\"Bão\"}").at("/state").asText())
                .isEqualTo("cancelled");
        assertThat(change(course, id, "{\"cancellation\":null}").at("/state").asText())
                .isEqualTo("open");
    }

    @Test
    void every_fault_of_a_session_is_named_at_its_place() {
        String course = course("");
        assertThat(session("center", course, "{\"starts\":\"tomorrow\",\"ends\":\"2026-03-02T11:30:00+07:00\"}")
                        .pointers())
                .containsExactly("/starts");
        assertThat(session("center", course, """
                        {"starts":"2026-03-02T11:30:00+07:00","ends":"2026-03-02T08:00:00+07:00"}""").pointers()).containsExactly("/ends");
        assertThat(session("center", "nothing", """
                        {"starts":"2026-03-02T08:00:00+07:00","ends":"2026-03-02T11:30:00+07:00"}""").status()).isEqualTo(404);
        assertThat(session("learner", course, """
                        {"starts":"2026-03-02T08:00:00+07:00","ends":"2026-03-02T11:30:00+07:00"}""").status()).isEqualTo(403);
    }

    @Test
    void a_session_holds_at_least_those_who_are_in_it() {
        String course = course("");
        String id = session("center", course, """
                        {"starts":"2199-03-02T08:00:00+07:00","ends":"2199-03-02T11:30:00+07:00","capacity":2}""").at("/id").asText();
        for (int i = 0; i < 2; i++) {
            server.post("center", "/api/v1/enrolments", """
                    {"subject":"%s","course":"%s","session":"%s"}""".formatted(server.anyFarmer(), course, id));
        }

        Answer refused = change(course, id, "{\"capacity\":1}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.pointers()).containsExactly("/capacity");
    }

    @Test
    void courses_are_found_by_words_skill_provider_and_date() {
        String digital = course(",\"skills\":[{\"framework\":\"tt02-2025\",\"component\":\"6.1\",\"level\":3}]");
        String plain = course("");
        session("center", plain, """
                {"starts":"2199-03-02T08:00:00+07:00","ends":"2199-03-02T11:30:00+07:00"}""");

        assertThat(found("q=hoc+tin")).contains(digital, plain);
        assertThat(found("skill=tt02-2025")).contains(digital).doesNotContain(plain);
        assertThat(found("skill=tt02-2025:6")).contains(digital);
        assertThat(found("skill=tt02-2025:6.2")).doesNotContain(digital);
        assertThat(found("provider=quang-vinh")).contains(digital, plain);
        assertThat(found("provider=ninh-binh")).doesNotContain(digital);
        assertThat(found("from=2199-03-02")).contains(plain).doesNotContain(digital);
        assertThat(found("from=2199-03-03")).doesNotContain(plain);
    }

    @Test
    void a_retired_course_is_known_and_offered_to_nobody() {
        String code = course(",\"description\":\"Ngắn\",\"mode\":\"in-person\"");
        server.post("center", "/api/v1/courses", """
                {"code":"%s","title":"Tin học","provider":"quang-vinh","status":"retired"}""".formatted(code));

        Answer known = server.get("learner", "/api/v1/courses/" + code);
        assertThat(known.at("/status").asText()).isEqualTo("retired");
        assertThat(known.at("/description").asText()).isEqualTo("Ngắn");
        assertThat(found("q=tin+hoc")).doesNotContain(code);
        assertThat(found("status=retired")).contains(code);
        Answer refused = server.post("learner", "/api/v1/enrolments", """
                {"subject":"%s","course":"%s"}""".formatted(TestServer.LEARNER, code));
        assertThat(refused.status()).isEqualTo(409);
    }

    @Test
    void an_address_that_a_browser_would_execute_is_none() {
        Answer refused = server.post("center", "/api/v1/courses", """
                {"code":"x-1","title":"X","mode":"online","url":"javascript:alert(1)"}""");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.pointers()).containsExactly("/url");
    }
}
