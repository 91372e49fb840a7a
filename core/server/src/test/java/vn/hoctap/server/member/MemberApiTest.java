package vn.hoctap.server.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestOfficer;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;

class MemberApiTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String collective(String kind, String residence, String representative) {
        return server.post("admin", "/api/v1/subjects", """
                        {"kind":"%s","name":"Nhà họ Nguyễn","residence":"%s","from":"2020-01-01","attributes":{"representative":"%s"}}""".formatted(kind, residence, representative))
                .at("/id")
                .asText();
    }

    private static Answer put(String persona, String member, String collective, String days) {
        return server.api(server.request(persona, "/api/v1/memberships")
                .header("Content-Type", "application/json")
                .method("PUT", BodyPublishers.ofString("""
                        {"member":"%s","collective":"%s",%s}""".formatted(member, collective, days))));
    }

    private static List<String> members(String persona, String collective, String query) {
        return server.get(persona, "/api/v1/subjects/" + collective + "/members" + query)
                .at("/items")
                .findValuesAsText("id");
    }

    private static String elsewhere() {
        return server.farmer("z-" + UUID.randomUUID(), "tphcm");
    }

    @Test
    void a_family_has_those_who_belong_to_it_on_the_day() {
        String family = collective("family", "thon-3-quang-vinh", "nobody");
        String stayed = server.anyFarmer();
        String left = server.anyFarmer();
        put("officer", stayed, family, "\"from\":\"2024-01-01\"");
        put("officer", left, family, "\"from\":\"2024-01-01\",\"to\":\"2025-06-01\"");

        assertThat(members("officer", family, "")).containsExactly(stayed);
        assertThat(members("officer", family, "?on=2025-05-31")).containsExactlyInAnyOrder(stayed, left);
        assertThat(members("officer", family, "?on=2023-12-31")).isEmpty();
        assertThat(server.get("officer", "/api/v1/subjects/" + family + "/members?on=gestern")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_commune_has_its_people_families_and_villages_page_by_page() {
        String family = collective("family", "thon-3-quang-vinh", "nobody");

        assertThat(members("officer", "quang-vinh", "?limit=1000"))
                .contains(TestServer.LEARNER, family, "thon-3-quang-vinh")
                .doesNotContain("quang-vinh", "tphcm");
        Answer first = server.get("officer", "/api/v1/subjects/quang-vinh/members?limit=1");
        String next = first.headers().get("link").getFirst().replaceAll("^<|>.*$", "");
        assertThat(server.get("officer", next).at("/items/0/id").asText())
                .isGreaterThan(first.at("/items/0/id").asText());
    }

    @Test
    void a_member_is_shown_with_what_he_holds() {
        String family = collective("family", "thon-3-quang-vinh", "nobody");
        String farmer = server.anyFarmer();
        put("officer", farmer, family, "\"from\":\"2024-01-01\"");
        server.post("officer", "/api/v1/assessments", """
                {"subject":"%s","set":"thu/nong-dan","cycle":2026,"indicator":"doc","points":10,"by":"appraiser"}""".formatted(farmer));

        Answer answer = server.get("officer", "/api/v1/subjects/" + family + "/members");

        assertThat(answer.at("/items/0/titles/0/title").asText()).isEqualTo("thu");
        assertThat(answer.at("/items/0/from").asText()).isEqualTo("2024-01-01");
    }

    @Test
    void members_who_live_elsewhere_are_told_only_to_those_who_may_see_them() {
        String clan = collective("clan", "thon-3-quang-vinh", "nobody");
        String near = server.anyFarmer();
        String far = elsewhere();
        put("admin", near, clan, "\"from\":\"2024-01-01\"");
        put("admin", far, clan, "\"from\":\"2024-01-01\"");

        assertThat(members("officer", clan, "")).containsExactly(near);
        assertThat(members("admin", clan, "")).containsExactlyInAnyOrder(near, far);
    }

    @Test
    void who_has_left_the_part_of_the_reader_is_not_told_as_one_of_an_earlier_day() {
        String moved = server.anyFarmer();
        server.api(server.request("admin", "/api/v1/subjects/" + moved)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"residence\":\"tphcm\",\"from\":\"2026-01-01\"}")));
        String village = "thon-3-quang-vinh";

        assertThat(members("admin", village, "?limit=1000&on=2025-06-01")).contains(moved, TestServer.LEARNER);
        assertThat(members("officer", village, "?limit=1000&on=2025-06-01"))
                .contains(TestServer.LEARNER)
                .doesNotContain(moved);
    }

    @Test
    void an_officer_puts_nobody_into_the_clan_that_he_speaks_for_but_into_any_other() {
        String officer = server.anyFarmer();
        String own = collective("clan", "thon-3-quang-vinh", officer);
        String far = collective("clan", "tphcm", "nobody");

        assertThat(putBy(new TestOfficer(server, officer), own)).isEqualTo(403);
        assertThat(putBy(new TestOfficer(server, officer), far)).isEqualTo(200);
        assertThat(putBy(new TestOfficer(server, server.anyFarmer()), own)).isEqualTo(200);
        assertThat(put("admin", server.anyFarmer(), own, "\"from\":\"2024-01-01\"")
                        .status())
                .isEqualTo(200);
    }

    private static int putBy(TestOfficer officer, String collective) {
        return server.api(officer.request("/api/v1/memberships")
                        .header("Content-Type", "application/json")
                        .method("PUT", BodyPublishers.ofString("""
                        {"member":"%s","collective":"%s","from":"2024-01-01"}""".formatted(server.anyFarmer(), collective))))
                .status();
    }

    @Test
    void who_speaks_for_his_household_sees_all_of_it_and_scores_it_and_nothing_else() {
        String family = collective("family", "thon-3-quang-vinh", TestServer.LEARNER);
        String other = server.anyFarmer();
        put("officer", TestServer.LEARNER, family, "\"from\":\"2024-01-01\"");
        put("officer", other, family, "\"from\":\"2024-01-01\"");

        assertThat(members("learner", family, "")).containsExactlyInAnyOrder(TestServer.LEARNER, other);
        assertThat(score("learner", family, "self", "tu-cham")).isEqualTo(200);
        assertThat(score("learner", family, "appraiser", "doc")).isEqualTo(403);
        assertThat(server.get("learner", "/api/v1/subjects/" + other).status()).isEqualTo(403);
        put("officer", TestServer.LEARNER, family, "\"from\":\"2024-01-01\",\"to\":\"2026-01-01\"");
        assertThat(members("learner", family, "")).isEmpty();
    }

    @Test
    void who_speaks_for_a_clan_sees_how_it_stands_but_not_who_is_in_it() {
        String clan = collective("clan", "thon-3-quang-vinh", TestServer.LEARNER);
        put("officer", server.anyFarmer(), clan, "\"from\":\"2024-01-01\"");

        assertThat(members("learner", clan, "")).isEmpty();
        assertThat(server.get("learner", "/api/v1/subjects/" + clan + "/progress")
                        .status())
                .isEqualTo(200);
        server.api(server.request("officer", "/api/v1/subjects/" + clan)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"attributes\":{\"representative\":null}}")));
        assertThat(server.get("learner", "/api/v1/subjects/" + clan + "/progress")
                        .status())
                .isEqualTo(403);
    }

    private static int score(String persona, String subject, String by, String indicator) {
        HttpRequest.Builder request = server.request(persona, "/api/v1/assessments")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"subject":"%s","set":"thu/nong-dan","cycle":2026,"indicator":"%s","points":3,"by":"%s"}""".formatted(subject, indicator, by)));
        return server.api(request).status();
    }
}
