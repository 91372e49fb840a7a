package vn.hoctap.server.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.http.Words;

class LearnerPagesTest {
    private static final String TODAY = LocalDate.now(Words.ZONE).toString();

    private static TestServer server;

    private final TestBrowser learner = TestBrowser.as("learner", server);

    @BeforeAll
    static void start() {
        server = TestServer.start();
        server.post(
                "admin", "/api/v1/courses", "{\"code\":\"ATTT-01\",\"title\":\"An toàn thông tin\",\"hours\":12.5}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Page log(String id, String type, String title, String date, String hours) {
        return learner.submit(
                "/me/log", "id", id, "type", type, "title", title, "course", "", "date", date, "hours", hours);
    }

    private static String anyId() {
        return UUID.randomUUID().toString();
    }

    private void readingByCentre(String title) {
        server.post("center", "/api/v1/activities", """
                {"subject":"%s","type":"reading","title":"%s","endedAt":"%sT00:00:00Z"}""".formatted(TestServer.LEARNER, title, TODAY));
    }

    @Test
    void a_reading_of_ones_own_waits_for_verification_and_is_told_so() {
        Page logged = log(anyId(), "reading", "Sách vườn", TODAY, "2,5");

        assertThat(logged.status()).isEqualTo(200);
        assertThat(logged.text()).contains("Đã ghi.", "Sách vườn", "2,5 giờ", "chưa làm thay đổi điểm", "xác minh");
        assertThat(learner.get("/me").text()).contains("Sách vườn Chờ xác minh");
    }

    @Test
    void the_same_form_sent_twice_records_once() {
        String id = learner.get("/me/log").field("id");
        log(id, "reading", "Sách chè", TODAY, "");

        Page again = log(id, "reading", "Sách chè", TODAY, "");

        assertThat(again.text()).contains("Đã ghi.");
        assertThat(learner.get("/me").html().split(">Sách chè</a>", -1)).hasSize(2);
    }

    @Test
    void an_id_that_says_something_else_already_is_refused_and_nothing_typed_is_lost() {
        String id = anyId();
        log(id, "reading", "Sách lúa", TODAY, "");

        Page refused = log(id, "reading", "Sách ngô", TODAY, "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.field("title")).isEqualTo("Sách ngô");
    }

    @Test
    void what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost() {
        Page wrong = log(anyId(), "", "Sách \"lúa\" <b>", "31/02/2026", "mười");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html()).contains("id=\"type-wrong\"", "id=\"date-wrong\"", "id=\"hours-wrong\"");
        assertThat(wrong.field("title")).isEqualTo("Sách &#34;lúa&#34; &lt;b>");
        assertThat(wrong.field("hours")).isEqualTo("mười");
        assertThat(learner.get("/me").text()).doesNotContain("Sách \"lúa\"");
    }

    @Test
    void a_day_in_the_future_is_refused() {
        String tomorrow = LocalDate.now(Words.ZONE).plusDays(1).toString();

        assertThat(log(anyId(), "reading", "Sách", tomorrow, "").text()).contains("không thể ở tương lai");
    }

    @Test
    void courses_are_found_without_tone_marks_and_fill_in_their_hours() {
        Page found = learner.submit("/me/log/courses", "title", "an toan", "type", "course");
        assertThat(found.text()).contains("An toàn thông tin", "12,5 giờ");

        Page picked = learner.submit("/me/log/courses", "title", "an toan", "type", "course", "pick", "ATTT-01");

        assertThat(picked.field("title")).isEqualTo("An toàn thông tin");
        assertThat(picked.field("course")).isEqualTo("ATTT-01");
        assertThat(picked.field("hours")).isEqualTo("12,5");
    }

    @Test
    void one_takes_back_what_one_said_oneself_and_nothing_else() {
        String id = anyId();
        log(id, "reading", "Sách cam", TODAY, "");

        Page me = learner.submit("/me/withdrawal", "id", id);

        assertThat(me.text()).contains("Đã rút lại.", "Sách cam Đã rút");
        readingByCentre("Sách ngô");
        String other = server.get("learner", "/api/v1/activities?limit=1000&subject=" + TestServer.LEARNER)
                .body()
                .get("items")
                .valueStream()
                .filter(item -> item.path("title").asText().equals("Sách ngô"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asText();
        assertThat(learner.submit("/me/withdrawal", "id", other).status()).isEqualTo(403);
    }

    @Test
    void who_has_not_signed_in_is_led_to_the_first_page() {
        Page page = TestBrowser.anonymous(server).get("/me");

        assertThat(page.address()).startsWith("/?to=");
        assertThat(page.text()).contains("Bản demo", "Bạn muốn xem với vai ai?");
    }

    @Test
    void a_form_on_somebody_elses_page_does_nothing() {
        Page refused = learner.submitFromElsewhere(
                "/me/log", "id", anyId(), "type", "reading", "title", "Sách lạ", "date", TODAY);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(learner.get("/me").text()).doesNotContain("Sách lạ");
    }
}
