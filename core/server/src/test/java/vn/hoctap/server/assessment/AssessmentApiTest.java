package vn.hoctap.server.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;

class AssessmentApiTest {
    private static final String ASSESSMENTS = "/api/v1/assessments";

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

    private String points(String points, String by) {
        return """
                {"id":"%s","subject":"%s","set":"thu/nong-dan","cycle":2026,"indicator":"%s","points":%s,"by":"%s"}""".formatted(UUID.randomUUID(), farmer, by.equals("self") ? "tu-cham" : "doc", points, by);
    }

    @Test
    void an_appraisal_earns_the_title_in_the_same_request() {
        Answer answer = server.post("officer", ASSESSMENTS, points("10", "appraiser"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/0/titles/0/set").asText()).isEqualTo(TestServer.SET);
    }

    @Test
    void the_latest_counts_and_a_repeat_is_a_duplicate() {
        String ten = points("10", "appraiser");
        server.post("officer", ASSESSMENTS, ten);
        server.post("officer", ASSESSMENTS, points("9.5", "appraiser"));

        Answer repeat = server.post("officer", ASSESSMENTS, ten);

        assertThat(repeat.at("/0/status").asText()).isEqualTo("duplicate");
        assertThat(server.get("officer", "/api/v1/subjects/" + farmer + "/progress?cycle=2026")
                        .at("/sets/0/total")
                        .decimalValue())
                .isEqualByComparingTo("9.5");
    }

    @ParameterizedTest
    @CsvSource({
        "points, 10.01, /0/points",
        "points, -1, /0/points",
        "indicator, \"nothing\", /0/indicator",
        "set, \"no/set\", /0/set",
        "subject, \"nobody\", /0/subject",
        "by, \"friend\", /0/by",
        "cycle, 2026.5, /0/cycle",
        "cycle, 2150, /0/cycle"
    })
    void what_is_wrong_is_pointed_at(String member, String value, String pointer) {
        String wrong =
                points("5", "appraiser").replaceFirst("\"" + member + "\":[^,}]+", "\"" + member + "\":" + value);

        Answer answer = server.post("admin", ASSESSMENTS, "[" + wrong + "]");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers()).contains(pointer);
    }

    @Test
    void appraising_needs_an_officer_and_a_self_score_the_person_or_an_officer() {
        String own = points("5", "self").replace(farmer, TestServer.LEARNER);
        String praise = points("10", "appraiser").replace(farmer, TestServer.LEARNER);

        assertThat(server.post("learner", ASSESSMENTS, own).status()).isEqualTo(200);
        assertThat(server.post("learner", ASSESSMENTS, praise).status()).isEqualTo(403);
        assertThat(server.post("learner", ASSESSMENTS, points("5", "self")).status())
                .isEqualTo(403);
        assertThat(server.post("center", ASSESSMENTS, points("5", "appraiser")).status())
                .isEqualTo(403);
        assertThat(server.post("auditor", ASSESSMENTS, points("5", "appraiser")).status())
                .isEqualTo(403);
        assertThat(server.post("officer", ASSESSMENTS, points("5", "self")).status())
                .isEqualTo(200);
    }
}
