package vn.hoctap.server.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.http.Words;

class WithdrawnTitlePageTest {
    private static final String YEAR = LocalDate.now(Words.ZONE).toString().substring(0, 4);

    private static TestServer server;

    private final TestBrowser officer = TestBrowser.as("officer", server);
    private final String farmer = server.anyFarmer();
    private final String page = "/officer/people/" + farmer;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void earn() {
        assertThat(score(farmer, "10").text()).contains("Đã đủ điều kiện đạt Thử năm " + YEAR, "Đang có hiệu lực");
    }

    private Page score(String subject, String points) {
        return officer.submit(
                "/officer/people/" + subject + "/scores",
                "id",
                UUID.randomUUID().toString(),
                "set",
                TestServer.SET,
                "cycle",
                YEAR,
                "indicator",
                "doc",
                "points",
                points);
    }

    private String api(String subject, String field) {
        return server.get("officer", "/api/v1/subjects/" + subject + "/titles")
                .at("/items/0/" + field)
                .asText();
    }

    private void withdraw(String subject, String reason) {
        server.post(
                "officer",
                "/api/v1/titles/" + api(subject, "serial") + "/withdrawal",
                "{\"reason\":\"" + reason + "\"}");
    }

    @Test
    void what_the_rules_withdrew_is_explained_in_the_readers_language() {
        score(farmer, "7,5");

        assertThat(officer.get(page).text())
                .contains("Đã thu hồi", "Điều kiện “Tổng điểm” không còn đạt: được 7,5, trong khi cần 10.")
                .doesNotContain("not met any more");
        assertThat(TestBrowser.as("officer", server).inEnglish().get(page).text())
                .contains("The condition “Total points” is not met any more: 7.5, needed 10.");
        assertThat(api(farmer, "reason")).isEqualTo("The condition total is not met any more: 7.5, needed 10.");
    }

    @Test
    void what_a_person_said_stands_as_he_said_it_even_when_the_rules_could_have_said_it() {
        String said = "The condition total is not met any more.";
        withdraw(farmer, said);

        assertThat(officer.get(page).text()).contains("Đã thu hồi", said);
    }

    @Test
    void what_a_person_withdrew_is_not_promised_again() {
        withdraw(farmer, "Nhầm người");

        assertThat(officer.get(page).text())
                .contains("Thử " + YEAR + " đã bị thu hồi và không tự được trao lại.", "Nhầm người")
                .doesNotContain("Đã đủ điều kiện");
        assertThat(TestBrowser.as("officer", server).inEnglish().get(page).text())
                .contains("was withdrawn and is not given again by itself.")
                .doesNotContain("Qualifies for");
    }

    @Test
    void the_holder_is_told_the_same() {
        score(TestServer.LEARNER, "10");
        withdraw(TestServer.LEARNER, "Nhầm người");

        assertThat(TestBrowser.as("learner", server).get("/me").text())
                .contains("Chào bạn Á, danh hiệu của năm này đã bị thu hồi.", "không tự được trao lại", "Nhầm người")
                .doesNotContain("Đã đủ điều kiện", "còn 0");
    }
}
