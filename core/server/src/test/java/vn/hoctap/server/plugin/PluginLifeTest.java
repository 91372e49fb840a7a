package vn.hoctap.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestForm;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;

/** Plugins over HTTP, on a server in use. Each test has a plugin of its own. */
class PluginLifeTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer send(String persona, TestJar jar, String query) {
        return server.api(server.request(persona, "/api/v1/plugins" + query)
                .header("Content-Type", "application/java-archive")
                .POST(BodyPublishers.ofByteArray(jar.content())));
    }

    private static Answer deed(String persona, String plugin, String deed) {
        return server.api(server.request(persona, "/api/v1/plugins/" + plugin + "/" + deed)
                .POST(BodyPublishers.noBody()));
    }

    private static JsonNode listed(String plugin) {
        for (JsonNode one : server.get("auditor", "/api/v1/plugins?limit=1000").at("/items")) {
            if (one.path("id").asText().equals(plugin)) {
                return one;
            }
        }
        throw new AssertionError(plugin + " is not listed");
    }

    private static TestJar jar(String id, String version) {
        return TestJar.plugin(id, version).with("criteria/a.yaml", TestSet.yaml("hoc-thu/" + id, version));
    }

    @Test
    void a_jar_is_installed_upgraded_rolled_back_disabled_and_enabled() {
        Answer installed = send("admin", jar("mot", "1.0.0"), "");
        assertThat(installed.status()).isEqualTo(200);
        assertThat(installed.at("/state").asText()).isEqualTo("STARTED");
        assertThat(installed.at("/sets/0").asText()).isEqualTo("hoc-thu/mot");
        assertThat(installed.at("/scope").isNull()).isTrue();

        TestForm form =
                new TestForm().file("file", "mot.jar", jar("mot", "1.1.0").content());
        Answer upgraded = server.send("admin", "/api/v1/plugins", form);
        assertThat(upgraded.at("/version").asText()).isEqualTo("1.1.0");
        assertThat(server.get("learner", "/api/v1/criteria-sets/hoc-thu%2Fmot")
                        .at("/version")
                        .asText())
                .isEqualTo("1.1.0");
        assertThat(deed("admin", "mot", "rollback").at("/version").asText()).isEqualTo("1.0.0");
        assertThat(server.get("learner", "/api/v1/criteria-sets/hoc-thu%2Fmot")
                        .at("/version")
                        .asText())
                .isEqualTo("1.0.0");
        assertThat(deed("admin", "mot", "disable").at("/state").asText()).isEqualTo("DISABLED");
        assertThat(server.get("learner", "/api/v1/criteria-sets/hoc-thu%2Fmot").status())
                .isEqualTo(404);
        assertThat(deed("admin", "mot", "enable").at("/state").asText()).isEqualTo("STARTED");
        assertThat(server.get("auditor", "/api/v1/plugins/mot/history").body().findValuesAsText("deed"))
                .containsExactly("ENABLED", "DISABLED", "ROLLED_BACK", "UPGRADED", "INSTALLED");
    }

    @Test
    void who_changed_what_is_in_the_audit_trail() {
        send("admin", jar("hai", "1.0.0"), "");
        Awaitility.await()
                .until(() -> server.get("auditor", "/api/v1/audit?deed=plugin-changed")
                        .body()
                        .findValuesAsText("note")
                        .contains("installed 1.0.0"));
    }

    @Test
    void a_refused_jar_says_where_and_is_listed() {
        Answer refused = send("admin", TestJar.plugin("ba", "1.0.0").with("criteria/a.yaml", "id: ba\n"), "");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.pointers()).allMatch(pointer -> pointer.startsWith("/criteria/a.yaml:1"));
        JsonNode listed = listed("ba");
        assertThat(listed.path("state").asText()).isEqualTo("REFUSED");
        assertThat(listed.at("/errors/0/file").asText()).isEqualTo("criteria/a.yaml");
        assertThat(listed.at("/errors/0/remedy").asText()).isNotBlank();
    }

    @Test
    void a_centre_finds_its_plugins_in_the_menu_and_reads_faults_in_vietnamese() {
        TestBrowser browser = TestBrowser.as("center", server);
        assertThat(browser.get("/courses").html()).contains("href=\"/plugins\"");
        TestJar leaning = TestJar.plugin("sau", "1.0.0").manifest("Plugin-Dependencies", "khong-co");

        TestBrowser.Page page = browser.submit("/plugins", new TestForm().file("file", "sau.jar", leaning.content()));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text())
                .contains("Gói cần gói 'khong-co', nhưng gói đó không có hoặc đã bị từ chối.")
                .contains("Hãy thêm gói 'khong-co'");
    }

    @Test
    void what_is_no_jar_is_refused_by_the_name_of_its_file() {
        TestForm form = new TestForm()
                .file("file", "../../thu.jar", "no zip".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(server.send("admin", "/api/v1/plugins", form).status()).isEqualTo(400);

        assertThat(listed("thu.jar").at("/errors/0/message").asText()).contains("no readable jar");
        assertThat(server.api(server.request("admin", "/api/v1/plugins")
                                .header("Content-Type", "application/zip")
                                .POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void nobody_changes_what_is_not_his() {
        assertThat(send("learner", jar("bon", "1.0.0"), "").status()).isEqualTo(403);
        assertThat(send("auditor", jar("bon", "1.0.0"), "").status()).isEqualTo(403);
        assertThat(send("center", jar("bon", "1.0.0"), "?orgUnit=tphcm").status())
                .isEqualTo(403);
        assertThat(send("admin", jar("bon", "1.0.0"), "?orgUnit=nowhere").pointers())
                .containsExactly("/query/orgUnit");
        assertThat(deed("center", "thu", "disable").status()).isEqualTo(403);
        assertThat(deed("admin", "unknown", "disable").status()).isEqualTo(404);
        assertThat(deed("admin", "thu", "rollback").status()).isEqualTo(409);
    }

    /** The very sentence of the plan: what a centre installs changes the outcome of its own branch only. */
    @Test
    void a_local_set_of_a_centre_judges_its_own_part_only() {
        String here = server.farmer("nam-here", "thon-3-quang-vinh");
        String there = server.farmer("nam-there", "tphcm");
        record(here);
        record(there);
        assertThat(outcome(here)).isNotEqualTo("MET");
        assertThat(outcome(there)).isNotEqualTo("MET");

        Answer installed = send("center", local(), "");
        assertThat(installed.status()).isEqualTo(200);
        assertThat(installed.at("/scope").asText()).isEqualTo("ninh-binh");

        assertThat(outcome(here)).isEqualTo("MET");
        assertThat(outcome(there)).isNotEqualTo("MET");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> server.get("admin", "/api/v1/subjects/" + here + "/titles")
                                .at("/items")
                                .size()
                        == 1);
        assertThat(server.get("admin", "/api/v1/subjects/" + there + "/titles").at("/items"))
                .isEmpty();
        Answer asked = deed("center", "nam", "disable");
        assertThat(asked.status()).isEqualTo(409);
        assertThat(outcome(here)).isEqualTo("MET");
        String simulation = asked.headers().get("location").getFirst().replaceFirst(".*/", "");
        Awaitility.await()
                .until(() -> server.get("center", "/api/v1/simulations/" + simulation)
                        .at("/state")
                        .asText()
                        .equals("DONE"));
        sign("admin", simulation);
        sign("center", simulation);
        assertThat(outcome(here)).isNotEqualTo("MET");
        assertThat(listed("nam").path("state").asText()).isEqualTo("DISABLED");
    }

    private static void sign(String persona, String simulation) {
        assertThat(server.post(persona, "/api/v1/simulations/" + simulation + "/signature", "{}")
                        .status())
                .isEqualTo(200);
    }

    /** One reading is enough here, and two elsewhere. */
    private static TestJar local() {
        String rules = TestServer.criteria()
                .replace("id: thu/nong-dan", "id: nam/nong-dan\nawards: thu")
                .replace("atLeast: 2", "atLeast: 1");
        return TestJar.plugin("nam", "1.0.0").with("criteria/nam.yaml", rules);
    }

    private static void record(String person) {
        server.post("admin", "/api/v1/activities", """
                {"subject":"%s","type":"reading","title":"Sách","endedAt":"2026-03-05T17:00:00+07:00"}""".formatted(person));
    }

    private static String outcome(String person) {
        return server.get("admin", "/api/v1/subjects/" + person + "/progress?cycle=2026")
                .at("/sets/0/outcome")
                .asText();
    }
}
