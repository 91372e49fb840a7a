package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;

class ActivityApiTest {
    private static final String ACTIVITIES = "/api/v1/activities";

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

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private String reading(String id) {
        return """
                {"id":"%s","subject":"%s","type":"reading","title":"Sách","endedAt":"2026-03-05T17:00:00+07:00"}""".formatted(id, farmer);
    }

    private static String more(String activity, String members) {
        return activity.substring(0, activity.length() - 1) + "," + members + "}";
    }

    private Answer list() {
        return server.get("officer", ACTIVITIES + "?subject=" + farmer);
    }

    @Test
    void a_single_object_is_answered_with_an_array_of_one() {
        Answer answer = server.post("officer", ACTIVITIES, reading("one"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasSize(1);
        assertThat(answer.at("/0/id").asText()).isEqualTo("one");
        assertThat(answer.at("/0/status").asText()).isEqualTo("recorded");
    }

    @Test
    void the_title_is_named_at_the_last_item_of_its_subject() {
        Answer answer = server.post(
                "officer", ACTIVITIES, "[" + reading(id()) + "," + reading(id()) + "," + reading(id()) + "]");

        assertThat(answer.at("/0/titles")).isEmpty();
        assertThat(answer.at("/1/titles")).isEmpty();
        assertThat(answer.at("/2/titles/0/title").asText()).isEqualTo("thu");
        assertThat(answer.at("/2/titles/0/level").isNull()).isTrue();
    }

    @Test
    void the_same_content_written_otherwise_is_a_duplicate() {
        String id = id();
        server.post(
                "officer",
                ACTIVITIES,
                more(reading(id), "\"hours\":12.50,\"source\":{\"kind\":\"lms\",\"ref\":\"r\"}"));

        Answer repeat = server.post("officer", ACTIVITIES, """
                {"source": {"ref": "r", "kind": "lms"}, "hours": 1.25E1, "endedAt": "2026-03-05T17:00:00+07:00",
                 "title": "S\\u00e1ch", "type": "reading", "subject": "%s", "id": "%s"}""".formatted(farmer, id));

        assertThat(repeat.at("/0/status").asText()).isEqualTo("duplicate");
    }

    @Test
    void other_content_under_a_known_id_is_a_conflict_and_stores_nothing_of_the_request() {
        String id = id();
        server.post("officer", ACTIVITIES, reading(id));

        Answer answer =
                server.post("officer", ACTIVITIES, "[" + reading(id()) + "," + more(reading(id), "\"hours\":1") + "]");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.pointers()).containsExactly("/1/id");
        assertThat(list().at("/items")).hasSize(1);
    }

    @Test
    void an_id_is_made_when_it_is_left_out_and_then_nothing_is_merged() {
        String nameless = reading("x").replace("\"id\":\"x\",", "");

        Answer answer = server.post("officer", ACTIVITIES, "[" + nameless + "," + nameless + "]");

        assertThat(answer.body().findValuesAsText("status")).containsExactly("recorded", "recorded");
        assertThat(answer.at("/0/id").asText()).isNotEqualTo(answer.at("/1/id").asText());
    }

    @Test
    void faults_of_several_items_are_all_pointed_at_and_nothing_is_stored() {
        String late = reading(id())
                .replace(
                        "2026-03-05T17:00:00+07:00",
                        Instant.now().plus(3, ChronoUnit.DAYS).toString());
        String untitled = reading(id()).replace("\"title\":\"Sách\",", "");
        String backwards = more(reading(id()), "\"startedAt\":\"2026-03-06T00:00:00Z\"");
        String local = reading(id()).replace("+07:00", "");
        String stranger = reading(id()).replace(farmer, "nobody");

        Answer answer = server.post(
                "admin",
                ACTIVITIES,
                "[" + String.join(",", reading(id()), late, untitled, backwards, local, stranger) + "]");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers())
                .containsExactlyInAnyOrder("/1/endedAt", "/2/title", "/3/startedAt", "/4/endedAt", "/5/subject");
        assertThat(list().at("/items")).isEmpty();
    }

    @Test
    void an_activity_may_end_up_to_a_day_ahead() {
        String soon = reading(id())
                .replace(
                        "2026-03-05T17:00:00+07:00",
                        Instant.now().plus(23, ChronoUnit.HOURS).toString());

        assertThat(server.post("officer", ACTIVITIES, soon).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"officer,officer,verified", "center,center,verified", "admin,officer,verified"})
    void who_is_trusted_follows_from_the_caller_and_not_from_the_body(String persona, String kind, String state) {
        server.post(persona, ACTIVITIES, more(reading(id()), "\"source\":{\"kind\":\"self\",\"ref\":\"sổ 7\"}"));

        assertThat(list().at("/items/0/source/kind").asText()).isEqualTo(kind);
        assertThat(list().at("/items/0/source/ref").asText()).isEqualTo("sổ 7");
        assertThat(list().at("/items/0/state").asText()).isEqualTo(state);
    }

    @Test
    void a_status_is_said_by_an_officer_only() {
        String status = reading(id()).replace("reading", "status");

        assertThat(server.post("center", ACTIVITIES, status).status()).isEqualTo(403);
        assertThat(server.post("center", ACTIVITIES, status).pointers()).containsExactly("/type");
        assertThat(server.post("officer", ACTIVITIES, status).status()).isEqualTo(200);
    }

    @Test
    void what_was_left_out_comes_from_the_catalogue_as_it_stood() {
        String code = id();
        course(code, 12.5);
        server.post(
                "officer",
                ACTIVITIES,
                reading(id()).replace("\"title\":\"Sách\"", "\"course\":\"%s\"".formatted(code)));
        course(code, 99);

        assertThat(list().at("/items/0/hours").decimalValue()).isEqualByComparingTo("12.5");
        assertThat(list().at("/items/0/skills/0/component").asText()).isEqualTo("4.2");
    }

    private static void course(String code, double hours) {
        server.post("admin", "/api/v1/courses", """
                {"code":"%s","title":"An toàn","hours":%s,"skills":[{"framework":"tt02-2025","component":"4.2","level":3}]}""".formatted(code, hours));
    }

    @Test
    void a_withdrawn_activity_stays_withdrawn_when_it_is_sent_again() {
        String id = id();
        server.post("officer", ACTIVITIES, "[" + reading(id()) + "," + reading(id) + "]");

        assertThat(server.delete("officer", ACTIVITIES + "/" + id + "?reason=nh%E1%BA%A7m")
                        .pointers())
                .containsExactly("/query/reason");
        Answer withdrawn = server.post("officer", ACTIVITIES + "/" + id + "/withdrawal", "{\"reason\":\"nhầm\"}");
        Answer repeat = server.post("officer", ACTIVITIES, reading(id));

        assertThat(withdrawn.at("/status").asText()).isEqualTo("withdrawn");
        assertThat(repeat.at("/0/status").asText()).isEqualTo("duplicate");
        assertThat(server.get("officer", ACTIVITIES + "?state=withdrawn&subject=" + farmer)
                        .at("/items/0/reason")
                        .asText())
                .isEqualTo("nhầm");
        Answer titles = server.get("officer", "/api/v1/subjects/" + farmer + "/titles");
        assertThat(titles.at("/items/0/state").asText()).isEqualTo("WITHDRAWN");
        assertThat(titles.at("/items/0/reason").asText()).isNotBlank();
    }

    @Test
    void an_unknown_activity_cannot_be_withdrawn() {
        assertThat(server.delete("officer", ACTIVITIES + "/" + id()).status()).isEqualTo(404);
        assertThat(server.delete("officer", ACTIVITIES + "/" + id() + "?subject=" + farmer)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void an_id_that_several_subjects_use_needs_the_subject() {
        String id = "a/b " + id();
        String other = server.anyFarmer();
        server.post("officer", ACTIVITIES, "[" + reading(id) + "," + reading(id).replace(farmer, other) + "]");
        String address = ACTIVITIES + "/" + id.replace("/", "%2F").replace(" ", "%20");

        assertThat(server.delete("officer", address).pointers()).containsExactly("/query/subject");
        assertThat(server.delete("officer", address + "?subject=" + other).status())
                .isEqualTo(200);
        assertThat(list().at("/items/0/state").asText()).isEqualTo("verified");
    }

    @Test
    void a_learner_records_and_withdraws_his_own_but_not_what_an_officer_said() {
        String own = id();
        String officers = id();
        String learners = reading(own).replace(farmer, TestServer.LEARNER);
        assertThat(server.post("learner", ACTIVITIES, learners).status()).isEqualTo(200);
        server.post("officer", ACTIVITIES, reading(officers).replace(farmer, TestServer.LEARNER));

        assertThat(server.delete("learner", ACTIVITIES + "/" + own).status()).isEqualTo(200);
        assertThat(server.delete("learner", ACTIVITIES + "/" + officers).status())
                .isEqualTo(403);
        assertThat(server.post("learner", ACTIVITIES, reading(id())).status()).isEqualTo(403);
        assertThat(server.post("learner", ACTIVITIES, reading(id()).replace(farmer, "nobody"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void what_waits_can_be_verified_and_rejected_with_a_reason() {
        String id = id();
        server.post("learner", ACTIVITIES, reading(id).replace(farmer, TestServer.LEARNER));
        String verification = ACTIVITIES + "/" + id + "/verification";

        assertThat(server.post("learner", verification, "{\"decision\":\"verified\"}")
                        .status())
                .isEqualTo(403);
        assertThat(server.post("officer", verification, "{\"decision\":\"rejected\"}")
                        .pointers())
                .containsExactly("/reason");
        assertThat(server.post("officer", verification, "{\"decision\":\"rejected\",\"reason\":\"ảnh mờ\"}")
                        .at("/status")
                        .asText())
                .isEqualTo("rejected");
        assertThat(server.post("officer", verification, "{\"decision\":\"verified\"}")
                        .at("/status")
                        .asText())
                .isEqualTo("verified");
    }

    @Test
    void lists_page_from_the_latest_by_the_link() {
        for (int day = 1; day <= 5; day++) {
            server.post("officer", ACTIVITIES, reading("d" + day + farmer).replace("03-05", "03-0" + day));
        }

        Answer first = server.get("officer", ACTIVITIES + "?limit=3&subject=" + farmer);
        String link = first.headers().get("link").getFirst();
        Answer rest = server.get("officer", link.substring(1, link.indexOf('>')));

        assertThat(first.body().findValuesAsText("id")).containsExactly("d5" + farmer, "d4" + farmer, "d3" + farmer);
        assertThat(rest.body().findValuesAsText("id")).containsExactly("d2" + farmer, "d1" + farmer);
        assertThat(rest.headers()).doesNotContainKey("link");
    }
}
