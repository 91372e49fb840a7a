package vn.hoctap.server.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.http.Words;

class StandingPageTest {
    private static final String TODAY = LocalDate.now(Words.ZONE).toString();
    private static final String YEAR = TODAY.substring(0, 4);

    private final TestServer server = TestServer.start();
    private final TestBrowser learner = TestBrowser.as("learner", server);

    @AfterEach
    void close() {
        server.close();
    }

    private static String anyId() {
        return UUID.randomUUID().toString();
    }

    private void readingByCentre(String title) {
        server.post("center", "/api/v1/activities", """
                {"subject":"%s","type":"reading","title":"%s","endedAt":"%sT00:00:00Z"}""".formatted(TestServer.LEARNER, title, TODAY));
    }

    @Test
    void one_sentence_says_where_one_stands() {
        Page me = learner.get("/me");

        assertThat(me.text()).contains("Chào bạn Á, còn 10 điểm nữa.", "0 / 10", "Chưa có dữ liệu");
    }

    @Test
    void an_activity_that_counts_moves_points_and_says_how() {
        readingByCentre("Sách ngô");
        String id = anyId();
        learner.submit("/me/log", "id", id, "type", "reading", "title", "Sách lúa", "date", TODAY);
        TestBrowser.as("officer", server)
                .submit("/officer/queue", "subject", TestServer.LEARNER, "id", id, "decision", "verified");

        Page logged = learner.get("/me/logged?id=" + id);

        assertThat(logged.text()).contains("Thêm 10 điểm, nay là 10.", "Đọc 0 → 10");
        assertThat(learner.get("/me").text()).contains("Chào bạn Á, đã đạt Thử", "Đang có hiệu lực", "Sách lúa tính 1");
    }

    @Test
    void a_score_of_ones_own_counts_where_the_set_takes_it() {
        Page me = learner.submit(
                "/me/scores",
                "id",
                anyId(),
                "set",
                TestServer.SET,
                "cycle",
                YEAR,
                "indicator",
                "tu-cham",
                "points",
                "4,5");

        assertThat(me.text()).contains("Đã lưu điểm.", "còn 5,5 điểm nữa", "Tự chấm điểm 4,5 điểm");
        assertThat(learner.submit(
                                "/me/scores",
                                "id",
                                anyId(),
                                "set",
                                TestServer.SET,
                                "cycle",
                                YEAR,
                                "indicator",
                                "tu-cham",
                                "points",
                                "99")
                        .status())
                .isEqualTo(400);
    }
}
