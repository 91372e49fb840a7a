package vn.hoctap.server.title;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;

class TitleApiTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private final String farmer = server.anyFarmer();

    private String serial() {
        return server.post("officer", "/api/v1/assessments", """
                        {"subject":"%s","set":"thu/nong-dan","cycle":2026,"indicator":"doc","points":10,"by":"appraiser"}""".formatted(farmer))
                .at("/0/titles/0/serial")
                .asText();
    }

    @Test
    void a_title_is_found_by_its_serial_and_in_the_list_of_its_holder() {
        String serial = serial();

        Answer title = server.get("officer", "/api/v1/titles/" + serial);
        Answer titles = server.get("officer", "/api/v1/subjects/" + farmer + "/titles");

        assertThat(title.status()).isEqualTo(200);
        assertThat(title.at("/state").asText()).isEqualTo("AWARDED");
        assertThat(titles.at("/items/0")).isEqualTo(title.body());
    }

    @Test
    void an_officer_takes_a_title_away_once_and_with_a_reason() {
        String withdrawal = "/api/v1/titles/" + serial() + "/withdrawal";

        assertThat(server.post("officer", withdrawal, "{\"reason\":\" \"}").pointers())
                .containsExactly("/reason");
        Answer taken = server.post("officer", withdrawal, "{\"reason\":\"nhầm người\"}");
        assertThat(taken.at("/state").asText()).isEqualTo("WITHDRAWN");
        assertThat(taken.at("/reason").asText()).isEqualTo("nhầm người");
        assertThat(server.post("officer", withdrawal, "{\"reason\":\"nhầm người\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void who_may_not_see_the_holder_does_not_see_the_title() {
        String serial = serial();

        assertThat(server.get("learner", "/api/v1/titles/" + serial).status()).isEqualTo(404);
        assertThat(server.get("officer", "/api/v1/titles/none").status()).isEqualTo(404);
        assertThat(server.get("auditor", "/api/v1/titles/" + serial).status()).isEqualTo(200);
        assertThat(server.post("auditor", "/api/v1/titles/" + serial + "/withdrawal", "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void progress_and_missing_say_the_current_year_unless_asked_otherwise() {
        int year = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).getYear();

        assertThat(server.get("officer", "/api/v1/subjects/" + farmer + "/progress")
                        .at("/cycle")
                        .asInt())
                .isEqualTo(year);
        Answer missing = server.get("officer", "/api/v1/subjects/" + farmer + "/missing?cycle=2025");
        assertThat(missing.at("/cycle").asInt()).isEqualTo(2025);
        assertThat(missing.at("/sets/0/gap").decimalValue()).isEqualByComparingTo("10");
        assertThat(server.get("officer", "/api/v1/subjects/" + farmer + "/progress?cycle=next")
                        .pointers())
                .containsExactly("/query/cycle");
        assertThat(server.get("admin", "/api/v1/subjects/nobody/progress").status())
                .isEqualTo(404);
    }
}
