package vn.hoctap.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.PlainTraces;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.database.Database;

class AuditTrailTest {
    private static TestServer server;

    private final String farmer = server.anyFarmer();

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<JsonNode> acts(Deed deed, String sought) {
        Answer answer =
                server.post("auditor", "/api/v1/audit/search?deed=" + deed.slug(), "{\"q\":\"%s\"}".formatted(sought));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return StreamSupport.stream(answer.at("/items").spliterator(), false).toList();
    }

    /** The latest act of this kind that is found, once it is in the chain. */
    private static JsonNode act(Deed deed, String sought) {
        await().until(() -> !acts(deed, sought).isEmpty());
        return acts(deed, sought).getFirst();
    }

    /** The learner's own. */
    private static String reading() {
        return server.post("learner", "/api/v1/activities", """
            {"subject":"cit-000001","type":"reading","title":"Sách","endedAt":"2026-03-05T17:00:00+07:00"}\
            """).at("/0/id").asText();
    }

    private String title() {
        return server.post("officer", "/api/v1/assessments", """
            {"subject":"%s","set":"thu/nong-dan","cycle":2026,"indicator":"doc","points":10,"by":"appraiser"}\
            """.formatted(farmer))
                .at("/0/titles/0/serial")
                .asText();
    }

    private static String auditorOf(String unit) {
        JsonObject claims = new JsonObject()
                .put("realm_access", new JsonObject().put("roles", new JsonArray().add("auditor")))
                .put(
                        "org_units",
                        new JsonArray()
                                .add(new JsonObject().put("role", "auditor").put("unit", unit)));
        return server.server().demoTokens().orElseThrow().token("auditor-" + unit, claims);
    }

    @Test
    void who_withdraws_a_title_stands_there_with_his_office_and_his_reason() {
        String serial = title();
        server.post("officer", "/api/v1/titles/" + serial + "/withdrawal", "{\"reason\":\"nhầm người\"}");

        JsonNode act = act(Deed.TITLE_WITHDRAWN, serial);

        assertThat(act.at("/actor").asText()).isEqualTo("officer");
        assertThat(act.at("/behalf").asText()).isEqualTo("officer@quang-vinh");
        assertThat(act.at("/subject").asText()).isEqualTo(farmer);
        assertThat(act.at("/reason").asText()).isEqualTo("nhầm người");
        assertThat(act(Deed.APPRAISED, farmer).at("/note").asText()).contains("doc");
    }

    @Test
    void what_the_recorder_marks_is_told_in_its_own_transaction() {
        String fact = reading();
        Answer rejected = server.post(
                "officer",
                "/api/v1/activities/" + fact + "/verification",
                "{\"decision\":\"rejected\",\"reason\":\"mờ\"}");

        assertThat(rejected.status()).isEqualTo(200);
        JsonNode act = act(Deed.FACT_REJECTED, fact);
        assertThat(act.at("/subject").asText()).isEqualTo("cit-000001");
        assertThat(act.at("/reason").asText()).isEqualTo("mờ");
    }

    @Test
    void a_changed_person_is_told_by_the_names_of_the_fields_alone() {
        server.api(server.request("officer", "/api/v1/subjects/" + farmer)
                .header("Content-Type", "application/json")
                .method(
                        "PATCH",
                        HttpRequest.BodyPublishers.ofString(
                                "{\"name\":\"Trần Thị Bưởi\",\"birthDate\":\"1970-02-03\"}")));

        JsonNode act = act(Deed.SUBJECT_CHANGED, farmer);

        assertThat(act.at("/note").asText()).isEqualTo("birthDate name");
        assertThat(act(Deed.SUBJECT_CREATED, farmer).at("/actor").asText()).isEqualTo("admin");
        Database database = server.server().core().database();
        assertThat(database.rows(
                        "select * from audit_trail where subject = (select key from subject where id = $1)", farmer))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.toJson().encode()).doesNotContain("Bưởi", "1970"));
    }

    @Test
    void what_people_withdraw_of_their_own_is_no_act() {
        String fact = reading();
        assertThat(server.delete("learner", "/api/v1/activities/" + fact + "?subject=cit-000001")
                        .status())
                .isLessThan(300);
        title();

        act(Deed.APPRAISED, farmer);
        assertThat(acts(Deed.FACT_WITHDRAWN, fact)).isEmpty();
    }

    @Test
    void who_asks_for_what_is_not_his_is_told_and_counted() {
        for (int i = 0; i < 3; i++) {
            assertThat(server.get("learner", "/api/v1/subjects/" + farmer).status())
                    .isEqualTo(403);
            server.get("learner", "/api/v1/subjects/nguyen-thi-buoi-1970");
        }

        await().until(() -> refusals().stream().mapToInt(AuditTrailTest::times).sum() == 3);
        assertThat(refusals()).allSatisfy(act -> {
            assertThat(act.at("/actor").asText()).isEqualTo("learner");
            assertThat(act.at("/note").asText()).startsWith("GET /api/v1/subjects/:id");
            assertThat(act.at("/subject").asText()).isEqualTo(farmer);
            assertThat(act.at("/object").isMissingNode() || act.at("/object").isNull())
                    .isTrue();
        });
        assertThat(PlainTraces.inTables(server.server().core().database(), "nguyen-thi-buoi"))
                .isEmpty();
    }

    private List<JsonNode> refusals() {
        return acts(Deed.REFUSED, farmer);
    }

    /** A moment may end between two of them. */
    private static int times(JsonNode act) {
        String[] counted = act.at("/note").asText().split(" ×");
        return counted.length == 1 ? 1 : Integer.parseInt(counted[1]);
    }

    @Test
    void a_forged_token_is_told_without_a_name() {
        server.send(HttpRequest.newBuilder(server.at("/api/v1/courses")).header("Authorization", "Bearer forged"));

        assertThat(act(Deed.SIGN_IN_REFUSED, Act.NOBODY).at("/note").asText()).isEqualTo("GET /api/v1/courses");
    }

    @Test
    void exports_and_providers_are_told() {
        server.get("officer", "/api/v1/exports/roster?format=json");
        Answer created = server.post("admin", "/api/v1/providers", "{\"name\":\"LMS\",\"orgUnit\":\"quang-vinh\"}");
        String provider = created.at("/id").asText();
        server.delete("admin", "/api/v1/providers/" + provider);

        assertThat(act(Deed.EXPORTED, "roster").at("/actor").asText()).isEqualTo("officer");
        assertThat(act(Deed.PROVIDER_CREATED, provider).at("/note").asText()).isEqualTo("unit=quang-vinh");
        assertThat(act(Deed.PROVIDER_REVOKED, provider).at("/actor").asText()).isEqualTo("admin");
    }

    @Test
    void only_administrators_and_auditors_read_it_and_who_has_a_part_reads_that() {
        act(Deed.SUBJECT_CREATED, farmer);

        assertThat(List.of("learner", "center", "officer"))
                .allSatisfy(persona -> assertThat(
                                server.get(persona, "/api/v1/audit").status())
                        .isEqualTo(403));
        assertThat(seenBy("quang-vinh")).isEqualTo(1);
        assertThat(seenBy("tphcm")).isZero();
    }

    private int seenBy(String unit) {
        Answer answer = server.api(HttpRequest.newBuilder(server.at("/api/v1/audit/search?deed=subject-created"))
                .header("Authorization", "Bearer " + auditorOf(unit))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"q\":\"%s\"}".formatted(farmer))));
        return answer.at("/items").size();
    }

    @Test
    void a_day_or_an_act_that_is_none_is_named() {
        assertThat(server.get("admin", "/api/v1/audit?deed=sneezed").pointers()).containsExactly("/query/deed");
        assertThat(server.get("admin", "/api/v1/audit?from=soon").pointers()).containsExactly("/query/from");
        assertThat(server.get("admin", "/api/v1/audit?after=bm9uZQ").pointers()).containsExactly("/query/after");
    }

    @Test
    void the_page_names_people_and_finds_them_without_tone_marks() {
        server.post("officer", "/api/v1/titles/" + title() + "/withdrawal", "{\"reason\":\"<b>nhầm</b>\"}");
        act(Deed.TITLE_WITHDRAWN, farmer);
        TestBrowser auditor = TestBrowser.as("auditor", server);

        TestBrowser.Page page = auditor.submit("/audit", "deed", "title-withdrawn", "q", farmer);

        assertThat(page.text()).contains("Thu hồi danh hiệu", "Cán bộ khuyến học", "quang-vinh", "Nguyễn Văn Á");
        assertThat(page.html()).contains("&lt;b&gt;nhầm").doesNotContain("<b>nhầm");
        assertThat(auditor.submit("/audit", "q", "nguyen van a").text()).contains("Nguyễn Văn Á");
        assertThat(auditor.submit("/audit", "q", "khong ai ca").text()).contains("Không có việc nào như vậy");
        assertThat(TestBrowser.as("officer", server).get("/audit").status()).isEqualTo(403);
    }

    @Test
    void the_chain_of_a_day_s_work_is_whole() {
        title();
        act(Deed.APPRAISED, farmer);

        TrailCheck.Verdict verdict = new TrailCheck(server.server().core().database(), Optional.empty()).verdict();

        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.links()).isPositive();
    }
}
