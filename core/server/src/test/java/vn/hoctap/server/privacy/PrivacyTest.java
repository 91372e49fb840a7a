package vn.hoctap.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import vn.hoctap.server.PlainTraces;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestForm;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.evidence.TestFiles;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.ledger.Difference;

@TestInstance(Lifecycle.PER_CLASS)
class PrivacyTest {
    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void close() {
        server.close();
    }

    private String person(String nationalId) {
        return person(nationalId, word);
    }

    /** Somebody of whom everything says the word. */
    private String person(String nationalId, String word) {
        String id = "p-" + UUID.randomUUID();
        Answer made = server.post("officer", "/api/v1/subjects", """
                {"id":"%s","kind":"citizen","name":"Trần %s","birthDate":"1968-09-12","nationalId":"%s","group":"nong-dan",
                "attributes":{"note":"%s"},"identities":[{"mbox":"mailto:%s@example.org"}],
                "residence":"thon-3-quang-vinh","from":"2020-01-01"}""".formatted(id, word, nationalId, word, word + id));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return id;
    }

    private Answer search(String text) {
        return server.post("officer", "/api/v1/subjects/search", "{\"q\":\"%s\"}".formatted(text));
    }

    private static String digits() {
        return "%012d".formatted(ThreadLocalRandom.current().nextLong(1_000_000_000_000L));
    }

    private List<String> rowsThatSay(String text) {
        return PlainTraces.inTables(server.server().core().database(), text);
    }

    @Test
    void what_tells_who_somebody_is_stands_nowhere_in_the_clear() {
        String nationalId = digits();
        String id = person(nationalId);
        assertThat(rowsThatSay(nationalId)).isEmpty();
        assertThat(rowsThatSay(word + id)).isEmpty();
        assertThat(rowsThatSay("Trần " + word)).isEmpty();
        assertThat(server.get("officer", "/api/v1/subjects/" + id)
                        .at("/birthDate")
                        .asText())
                .isEqualTo("1968-09-12");
        assertThat(server.get("officer", "/api/v1/subjects/" + id).body().toString())
                .doesNotContain(nationalId);
    }

    @Test
    void a_national_id_is_one_persons_and_finds_him() {
        String nationalId = digits();
        String id = person(nationalId);
        Answer second = server.post("officer", "/api/v1/subjects", """
                {"kind":"citizen","name":"B","nationalId":"%s","residence":"thon-3-quang-vinh"}""".formatted(nationalId));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.pointers()).containsExactly("/nationalId");
        assertThat(search(nationalId).at("/items/0/id").asText()).isEqualTo(id);
        assertThat(search("tran " + word.substring(0, 9)).body().toString()).contains(id);
    }

    @Test
    void a_person_takes_home_all_that_is_kept_about_him_and_nobody_else_does() {
        server.post("learner", "/api/v1/activities", """
                {"subject":"%s","type":"reading","title":"Sách %s","endedAt":"2026-03-05T17:00:00+07:00"}""".formatted(TestServer.LEARNER, word));
        Answer copy = server.get("learner", "/api/v1/subjects/" + TestServer.LEARNER + "/personal-data");
        assertThat(copy.status()).isEqualTo(200);
        assertThat(copy.at("/person/name").asText()).isEqualTo("Nguyễn Văn Á");
        assertThat(copy.at("/activities").toString()).contains("Sách " + word);
        assertThat(copy.body().properties())
                .extracting(Map.Entry::getKey)
                .contains(
                        "marks", "questions", "assessments", "titles", "enrolments", "evidence", "statements", "audit");
        assertThat(server.get("learner", "/api/v1/subjects/" + server.anyFarmer() + "/personal-data")
                        .status())
                .isEqualTo(403);
        assertThat(server.get("center", "/api/v1/subjects/" + TestServer.LEARNER + "/personal-data")
                        .status())
                .isEqualTo(403);
        assertThat(TestBrowser.as("learner", server).get("/me/data/copy").text())
                .contains("Sách " + word, "giá trị: Nông dân", "nơi: Nơi ở")
                .doesNotContain("nơi: residence");
    }

    @Test
    void whoever_is_erased_is_forgotten_and_every_total_stays_true() {
        String nationalId = digits();
        String secret = "s" + UUID.randomUUID().toString().replace("-", "");
        String id = person(nationalId, secret);
        read(id, "một " + secret);
        read(id, "hai " + secret);
        leaveTraces(id, secret);
        assertThat(rowsThatSay(secret)).contains("fact", "subject_attribute", "fact_mark", "data_request");
        long titles = titles();
        String request = ask(id, "erasure");
        assertThat(complete("officer", request).status()).isEqualTo(409);
        server.post("officer", "/api/v1/data-requests/" + request + "/response", "{\"decision\":\"accepted\"}");

        Answer done = complete("officer", request);

        assertThat(done.at("/state").asText()).isEqualTo("DONE");
        assertThat(done.at("/subject").asText()).startsWith("erased-");
        assertThat(titles()).isEqualTo(titles);
        assertThat(rowsThatSay(secret)).isEmpty();
        // The trail of acts keeps the id under which they were done, which names nobody any more; so does, for two
        // days,
        // what is told to those who look on.
        assertThat(rowsThatSay(id)).allMatch(table -> table.startsWith("audit_") || table.equals("outbox"));
        assertThat(server.get("admin", "/api/v1/subjects/" + id).status()).isEqualTo(404);
        assertThat(search(nationalId).body().toString()).isEqualTo("{\"items\":[]}");
        assertThat(differences()).isEmpty();
        person(nationalId);
    }

    @Test
    void when_the_speaker_of_a_family_is_erased_the_one_before_does_not_speak_again() {
        String speaker = person(digits());
        String family = server.post("officer", "/api/v1/subjects", """
                {"kind":"family","name":"Nhà họ Trần","residence":"thon-3-quang-vinh","from":"2020-01-01",
                "attributes":{"representative":"%s"}}""".formatted(TestServer.LEARNER))
                .at("/id")
                .asText();
        String progress = "/api/v1/subjects/" + family + "/progress";
        assertThat(server.get("learner", progress).status()).isEqualTo(200);
        server.api(server.request("officer", "/api/v1/subjects/" + family)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("""
                        {"from":"2024-01-01","attributes":{"representative":"%s"}}""".formatted(speaker))));
        assertThat(server.get("learner", progress).status()).isEqualTo(403);
        String request = ask(speaker, "erasure");
        server.post("officer", "/api/v1/data-requests/" + request + "/response", "{\"decision\":\"accepted\"}");

        assertThat(complete("officer", request).at("/state").asText()).isEqualTo("DONE");

        assertThat(server.get("learner", progress).status()).isEqualTo(403);
        assertThat(server.get("officer", "/api/v1/subjects/" + family)
                        .at("/attributes/representative")
                        .isMissingNode())
                .isTrue();
    }

    /** Wherever somebody writes about him. */
    private void leaveTraces(String id, String secret) {
        String fact = server.post("officer", "/api/v1/activities", """
                {"subject":"%s","type":"reading","title":"ba","endedAt":"2026-03-06T17:00:00+07:00",
                "evidence":[{"name":"%s","url":"https://example.invalid/%s"}]}""".formatted(id, secret, secret))
                .at("/0/id")
                .asText();
        server.post(
                "officer",
                "/api/v1/activities/" + fact + "/verification?subject=" + id,
                "{\"decision\":\"rejected\",\"reason\":\"%s\"}".formatted(secret));
        server.post("officer", "/api/v1/assessments", """
                {"subject":"%s","set":"thu/nong-dan","cycle":2025,"indicator":"doc","points":10,"by":"appraiser",
                "evidence":[{"name":"%s","url":"https://example.invalid/"}]}""".formatted(id, secret));
        server.send("officer", "/api/v1/evidence?subject=" + id, new TestForm().file("file", secret, TestFiles.png()));
        refuse(id, secret);
    }

    private void refuse(String id, String reason) {
        String refused = ask(id, "copy");
        server.post(
                "officer",
                "/api/v1/data-requests/" + refused + "/response",
                "{\"decision\":\"refused\",\"reason\":\"%s\"}".formatted(reason));
    }

    private void read(String id, String title) {
        Answer recorded = server.post("officer", "/api/v1/activities", """
                {"subject":"%s","type":"reading","title":"%s","endedAt":"2026-03-05T17:00:00+07:00"}""".formatted(id, title));
        assertThat(recorded.status()).isEqualTo(200);
    }

    private long titles() {
        return server.server()
                .core()
                .database()
                .first("select count(*) as n from title where state = 'AWARDED'")
                .orElseThrow()
                .getLong("n");
    }

    private List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        server.server().core().ledgerCheck().run(1, differences::add, (checked, all) -> {});
        return differences;
    }

    private String ask(String id, String kind) {
        Answer asked = server.post("officer", "/api/v1/data-requests", """
                {"subject":"%s","kind":"%s"}""".formatted(id, kind));
        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(201);
        return asked.at("/id").asText();
    }

    private Answer complete(String persona, String request) {
        return server.post(persona, "/api/v1/data-requests/" + request + "/completion", "");
    }

    @Test
    void a_request_has_its_days_and_is_answered_once() {
        String id = person(digits());
        String request = ask(id, "copy");
        Answer listed = server.get("officer", "/api/v1/data-requests?limit=1000");
        assertThat(listed.body().toString()).contains(request);
        assertThat(listed.at("/items/0/late").asBoolean()).isFalse();
        assertThat(server.get("center", "/api/v1/data-requests").status()).isEqualTo(403);
        assertThat(server.post("officer", "/api/v1/data-requests", "{\"subject\":\"" + id + "\",\"kind\":\"copy\"}")
                        .status())
                .isEqualTo(409);
        String response = "/api/v1/data-requests/" + request + "/response";
        assertThat(server.post("officer", response, "{\"decision\":\"refused\"}")
                        .pointers())
                .containsExactly("/reason");
        assertThat(server.post("officer", response, "{\"decision\":\"refused\",\"reason\":\"Không đúng người\"}")
                        .at("/state")
                        .asText())
                .isEqualTo("REFUSED");
        assertThat(server.post("officer", response, "{\"decision\":\"accepted\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void who_has_answered_a_request_and_how_stands_in_the_trail() {
        String accepted = ask(person(digits()), "copy");
        server.post("officer", "/api/v1/data-requests/" + accepted + "/response", "{\"decision\":\"accepted\"}");
        complete("officer", accepted);
        String cancelled = ask(person(digits()), "erasure");
        server.post("officer", "/api/v1/data-requests/" + cancelled + "/cancellation", "");

        await().untilAsserted(() -> {
            assertThat(deeds(accepted))
                    .containsExactly("data-request-completed", "data-request-accepted", "data-requested");
            assertThat(deeds(cancelled)).containsExactly("data-request-cancelled", "data-requested");
        });
    }

    /** The latest first. */
    private List<String> deeds(String request) {
        Answer found = server.post("auditor", "/api/v1/audit/search", "{\"q\":\"%s\"}".formatted(request));
        assertThat(found.at("/items"))
                .allSatisfy(act -> assertThat(act.at("/actor").asText()).isEqualTo("officer"));
        return found.at("/items").findValuesAsText("deed");
    }

    @Test
    void a_learner_asks_on_his_page_and_an_officer_sees_it_in_the_queue() {
        TestBrowser learner = TestBrowser.as("learner", server);
        assertThat(learner.submit("/me/data/requests", "kind", "erasure").text())
                .contains("Chờ trả lời");
        TestBrowser.Page queue = TestBrowser.as("officer", server).get("/privacy");
        assertThat(queue.text()).contains("Xóa dữ liệu", "Nguyễn Văn Á", "trả lời chậm nhất");
        String cancellation =
                learner.get("/me/data").html().replaceAll("(?s).*action=\"(/me/data/requests/[^\"]+)\".*", "$1");
        assertThat(learner.submit(cancellation).text()).contains("Đã rút");
        assertThat(learner.get("/privacy").status()).isEqualTo(403);
    }

    @Test
    void nobody_shows_a_name_without_consent() {
        TestBrowser learner = TestBrowser.as("learner", server);
        assertThat(learner.get("/me/data").text()).contains("Bạn chưa đồng ý");
        assertThat(learner.submit("/me/data/consent", "name", "yes").text()).contains("Bạn đồng ý");
        assertThat(learner.submit("/me/data/consent", "name", "no").text()).contains("Bạn chưa đồng ý");
    }

    @Test
    void a_copy_brings_the_files_that_prove_activities() throws Exception {
        String id = person(digits());
        byte[] photo = TestFiles.png();
        server.send("officer", "/api/v1/evidence?subject=" + id, new TestForm().file("file", "Bìa.png", photo));

        Map<String, byte[]> files = new TreeMap<>();
        try (HttpClient client = HttpClient.newHttpClient();
                ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(client.send(
                                server.request("officer", "/api/v1/subjects/" + id + "/personal-data/archive")
                                        .build(),
                                BodyHandlers.ofByteArray())
                        .body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }

        JsonNode data = Json.mapper().readTree(files.get("hoctap.json"));
        assertThat(data.at("/person/id").asText()).isEqualTo(id);
        String file = data.at("/evidence/0/file").asText();
        assertThat(file).startsWith("evidence/").endsWith("Bìa.png");
        assertThat(files.get(file)).isEqualTo(photo);
        assertThat(server.get("learner", "/api/v1/subjects/" + id + "/personal-data/archive")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void retention_says_what_would_go_before_it_goes() {
        Database database = server.server().core().database();
        UUID old = UUID.randomUUID();
        database.update(
                "insert into statement (id, provider, received_at, version, hash, outcome, body)"
                        + " values ($1, 'p', now() - interval '3 years', '1.0.3', '', 'NO_FACT', '{}')",
                old);
        assertThat(server.post("officer", "/api/v1/retention?dryRun=true", "").status())
                .isEqualTo(403);
        Answer dry = server.post("admin", "/api/v1/retention?dryRun=true", "");
        assertThat(dry.at("/items/0/rows").asLong()).isPositive();
        assertThat(TestBrowser.as("admin", server).get("/privacy/retention").text())
                .contains("Nội dung bản ghi xAPI");
        server.post("admin", "/api/v1/retention", "");
        assertThat(server.post("admin", "/api/v1/retention?dryRun=true", "")
                        .at("/items/0/rows")
                        .asLong())
                .isZero();
        assertThat(database.first("select length(body) as n from statement where id = $1", old)
                        .orElseThrow()
                        .getInteger("n"))
                .isOne();
    }
}
