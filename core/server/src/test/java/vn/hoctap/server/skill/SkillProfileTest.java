package vn.hoctap.server.skill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.sample.Ladder;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.plugin.TestJar;

class SkillProfileTest {
    private static final String TODAY = LocalDate.now(Words.ZONE).toString();
    private static final String YESTERDAY =
            LocalDate.now(Words.ZONE).minusDays(1).toString();

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestJar.plugin("thang", "1.0.0").code(Ladder.class));
        course("T-1", "Tìm kiếm cơ bản", "1.1", 1);
        course("T-3", "Tìm kiếm nâng cao", "1.1", 3);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void course(String code, String title, String component, int level) {
        server.post("admin", "/api/v1/courses", """
                {"code":"%s","title":"%s","hours":6,"skills":[{"framework":"thang","component":"%s","level":%d}]}""".formatted(code, title, component, level));
    }

    /** Returns the id of the activity. */
    private static String learned(String by, String subject, String component, int level, String more) {
        String id = UUID.randomUUID().toString();
        server.post(by, "/api/v1/activities", """
                {"id":"%s","subject":"%s","type":"course","title":"Lớp %s","endedAt":"%sT00:00:00Z",
                 "skills":[{"framework":"thang","component":"%s","level":%d}]%s}""".formatted(id, subject, component, YESTERDAY, component, level, more));
        return id;
    }

    private static JsonNode skill(String subject, int index) {
        return server.get("officer", "/api/v1/subjects/" + subject + "/skills").at("/components/" + index);
    }

    @Test
    void every_component_is_there_and_what_is_not_proved_is_not_known_instead_of_zero() {
        String farmer = server.anyFarmer();
        learned("officer", farmer, "1.1", 2, "");

        JsonNode body =
                server.get("officer", "/api/v1/subjects/" + farmer + "/skills").body();

        assertThat(body.path("framework").asText()).isEqualTo("thang");
        assertThat(body.path("known").asInt()).isEqualTo(1);
        assertThat(body.path("components").findValuesAsText("component")).containsExactly("1.1", "1.2", "2.1");
        assertThat(body.at("/components/0/level").asInt()).isEqualTo(2);
        assertThat(body.at("/components/0/proofs/0/title").asText()).isEqualTo("Lớp 1.1");
        assertThat(body.at("/components/1/level").isNull()).isTrue();
    }

    @Test
    void the_course_to_the_next_level_is_named_and_none_that_is_passed_already() {
        String farmer = server.anyFarmer();
        assertThat(skill(farmer, 0).at("/next/code").asText()).isEqualTo("T-1");

        learned("officer", farmer, "1.1", 1, "");
        assertThat(skill(farmer, 0).at("/next/code").asText()).isEqualTo("T-3");

        learned("officer", farmer, "1.1", 3, "");
        assertThat(skill(farmer, 0).path("next").isNull()).isTrue();
    }

    @Test
    void what_is_rejected_withdrawn_or_lapsed_proves_nothing_any_more() {
        String farmer = server.anyFarmer();
        String rejected = learned("officer", farmer, "1.1", 2, "");
        String withdrawn = learned("officer", farmer, "1.2", 2, "");
        learned("officer", farmer, "2.1", 2, ",\"validUntil\":\"" + TODAY + "T00:00:00+07:00\"");

        server.post(
                "officer",
                "/api/v1/activities/" + rejected + "/verification",
                "{\"decision\":\"rejected\",\"reason\":\"nhầm người\"}");
        server.delete("officer", "/api/v1/activities/" + withdrawn + "?subject=" + farmer);

        assertThat(server.get("officer", "/api/v1/subjects/" + farmer + "/skills")
                        .at("/known")
                        .asInt())
                .isZero();
    }

    @Test
    void what_somebody_says_of_himself_counts_once_it_is_verified() {
        String id = learned("learner", TestServer.LEARNER, "1.2", 3, "");
        assertThat(skill(TestServer.LEARNER, 1).path("level").isNull()).isTrue();

        server.post("officer", "/api/v1/activities/" + id + "/verification", "{\"decision\":\"verified\"}");

        assertThat(skill(TestServer.LEARNER, 1).path("level").asInt()).isEqualTo(3);
        assertThat(TestBrowser.as("learner", server).get("/me/skills").text())
                .contains("Đánh giá", "Bậc 3 · Cao", "Lớp 1.2");
    }

    @Test
    void a_page_shows_the_picture_what_proves_it_and_the_course_that_leads_further() {
        String farmer = server.anyFarmer();
        learned("officer", farmer, "1.1", 2, "");

        Page page = TestBrowser.as("officer", server).get("/officer/people/" + farmer + "/skills");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("đã có minh chứng cho 1 trong 3 kỹ năng số")
                .contains("1.1 Tìm kiếm: Bậc 2 · Thấp", "1.2 Đánh giá: Chưa biết")
                .contains("Lớp 1.1", "Tìm kiếm nâng cao", "để đạt bậc 3 (Cao)")
                .contains("minh họa");
        assertThat(page.html()).contains("href=\"/courses/T-3\"");
        assertThat(page.html().split("<rect class=\"on\"", -1)).hasSize(1 + 2);
        assertThat(TestBrowser.as("officer", server)
                        .inEnglish()
                        .get("/officer/people/" + farmer + "/skills")
                        .text())
                .contains("has evidence for 1 of 3 digital skills", "Searching", "Level 2 · Low");
    }

    @Test
    void the_pages_about_a_person_lead_there() {
        String farmer = server.anyFarmer();

        assertThat(TestBrowser.as("learner", server).get("/me").html()).contains("href=\"/me/skills\"");
        assertThat(TestBrowser.as("officer", server)
                        .get("/officer/people/" + farmer)
                        .html())
                .contains("href=\"/officer/people/" + farmer + "/skills\"");
    }

    @Test
    void one_sees_ones_own_and_whom_one_looks_after() {
        String away = server.farmer("away-" + UUID.randomUUID(), "tphcm");
        String farmer = server.anyFarmer();

        assertThat(server.get("officer", "/api/v1/subjects/" + away + "/skills").status())
                .isEqualTo(403);
        assertThat(server.get("learner", "/api/v1/subjects/" + farmer + "/skills")
                        .status())
                .isEqualTo(403);
        assertThat(server.get("center", "/api/v1/subjects/" + farmer + "/skills")
                        .status())
                .isEqualTo(200);
        assertThat(TestBrowser.as("officer", server)
                        .get("/officer/people/" + away + "/skills")
                        .status())
                .isEqualTo(403);
        assertThat(TestBrowser.anonymous(server).get("/me/skills").address()).startsWith("/?to=");
        assertThat(server.get("admin", "/api/v1/subjects/nobody/skills").status())
                .isEqualTo(404);
    }

    @Test
    void a_plugin_that_throws_costs_the_profile_only_until_it_is_enabled_again() {
        String farmer = server.anyFarmer();
        learned("officer", farmer, "1.1", Ladder.TOO_HIGH, "");

        assertThat(server.get("officer", "/api/v1/subjects/" + farmer + "/skills")
                        .at("/known")
                        .asInt())
                .isZero();
        assertThat(TestBrowser.as("officer", server)
                        .get("/officer/people/" + farmer + "/skills")
                        .status())
                .isEqualTo(200);
        // Its code is called no more at once; it is put into quarantine a moment later.
        Awaitility.await()
                .until(() -> server.get("auditor", "/api/v1/plugins?limit=100")
                        .at("/items")
                        .valueStream()
                        .anyMatch(plugin -> plugin.at("/id").asText().equals("thang")
                                && plugin.at("/state").asText().equals("QUARANTINED")));
        server.post("admin", "/api/v1/plugins/thang/enable", "");
        Awaitility.await()
                .until(() -> !server.get("learner", "/api/v1/skill-frameworks")
                        .at("/items")
                        .isEmpty());
    }

    @Test
    void the_catalogue_calls_skills_by_their_names() {
        assertThat(TestBrowser.as("learner", server).get("/courses").text())
                .contains("1.1 Tìm kiếm, bậc 1", "1.1 Tìm kiếm, bậc 3");
    }

    @Test
    void the_frameworks_are_listed_for_everybody_who_has_signed_in() {
        assertThat(server.get("learner", "/api/v1/skill-frameworks").body().findValuesAsText("status"))
                .containsExactly("illustrative");
        assertThat(server.get("learner", "/api/v1/skill-frameworks")
                        .at("/items/0/areas/0/components/1/name/en")
                        .asText())
                .isEqualTo("Evaluating");
    }

    @Test
    void without_a_plugin_there_is_nothing_to_see_and_that_is_said() {
        try (TestServer plain = TestServer.start()) {
            assertThat(plain.get("admin", "/api/v1/subjects/" + TestServer.LEARNER + "/skills")
                            .at("/framework")
                            .isNull())
                    .isTrue();
            assertThat(TestBrowser.as("learner", plain).get("/me/skills").text())
                    .contains("Chưa cài gói nào có khung kỹ năng số");
        }
    }
}
