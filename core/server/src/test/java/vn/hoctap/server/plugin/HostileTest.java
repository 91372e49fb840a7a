package vn.hoctap.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.sample.FailingStart;
import vn.hoctap.sample.Leaking;
import vn.hoctap.sample.Looping;
import vn.hoctap.sample.Throwing;
import vn.hoctap.sample.Visits;
import vn.hoctap.sample.WaitingStart;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.plugin.trust.TestKey;

/** Plugins that mean harm, or are made badly: each is refused or contained, and named, and nobody else notices. */
class HostileTest {
    private static @TempDir Path temp;
    private static TestServer server;

    private static TestJar measuring(String id, Class<?> measure) {
        return measuring(id, measure, "hoc-thu");
    }

    private static TestJar measuring(String id, Class<?> measure, String title) {
        return TestJar.plugin(id, "1.0.0")
                .code(measure)
                .with(
                        "criteria/" + id + ".yaml",
                        TestSet.yaml(title + "/" + id, "1")
                                .replace("awards: hoc-thu", "awards: " + title)
                                .replace("measure: count", "measure: " + id));
    }

    private static TestJar good(String id) {
        return TestJar.plugin(id, "1.0.0").with("criteria/" + id + ".yaml", TestSet.yaml("hoc-thu/" + id, "1"));
    }

    @BeforeAll
    static void start() throws Exception {
        String thirty = "[" + "1, ".repeat(29) + "1]";
        String costly = "%1$s.all(a, %1$s.all(b, %1$s.all(c, a + b + c > 0)))".formatted(thirty);
        server = TestServer.start(
                measuring("throwing", Throwing.class),
                measuring("looping", Looping.class),
                measuring("leaking", Leaking.class),
                TestJar.plugin("failing-start", "1.0.0")
                        .manifest("Plugin-Class", FailingStart.class.getName())
                        .also(FailingStart.class),
                good("for-another").manifest("Plugin-Requires", ">=9.0.0"),
                good("bundling").with("vn/hoctap/api/Fact.class", new byte[] {1}),
                good("ring-1").manifest("Plugin-Dependencies", "ring-2"),
                good("ring-2").manifest("Plugin-Dependencies", "ring-1"),
                good("bomb").with("notes/zeros", new byte[101 * 1024 * 1024]),
                good("slip").with("../../slip.yaml", "x"),
                good("clash").with("CRITERIA/clash.yaml", "x"),
                TestJar.plugin("costly", "1.0.0")
                        .with(
                                "criteria/costly.yaml",
                                TestSet.yaml("hoc-thu/costly", "1").replace("total >= 10", costly)));
    }

    @AfterAll
    static void stop() {
        System.setProperty(Looping.OVER, "true");
        server.close();
    }

    private static JsonNode plugin(String id) {
        for (JsonNode item : server.get("auditor", "/api/v1/plugins?limit=100").at("/items")) {
            if (item.at("/id").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("no plugin " + id);
    }

    private static void refused(String id, String why) {
        JsonNode found = plugin(id);
        assertThat(found.at("/state").asText()).as(id).isEqualTo("REFUSED");
        assertThat(found.at("/errors").findValuesAsText("message")).as(id).anyMatch(message -> message.contains(why));
        assertThat(found.at("/errors").findValuesAsText("remedy")).as(id).noneMatch(String::isBlank);
    }

    private static Answer learn(String subject, int number) {
        return server.post("officer", "/api/v1/activities", """
                {"id":"%s-%d","subject":"%s","type":"%s","title":"Sách","endedAt":"2026-03-05T17:00:00+07:00"}""".formatted(
                        subject, number, subject, subject.startsWith("good") ? "reading" : "course"));
    }

    private static void citizen(String id, String group) {
        server.post("admin", "/api/v1/subjects", """
                {"id":"%s","kind":"citizen","name":"Nguyễn Văn Á","group":"%s","residence":"thon-3-quang-vinh","from":"2020-01-01"}""".formatted(id, group));
    }

    private static List<String> titles(String subject) {
        return server.get("officer", "/api/v1/subjects/" + subject + "/titles")
                .body()
                .findValuesAsText("set");
    }

    @Test
    void what_can_be_seen_before_it_runs_is_refused_with_the_reason() {
        refused("failing-start", "it throws at start");
        refused("for-another", "requires Hoctap >=9.0.0");
        refused("bundling", "bundles classes of the host (vn.hoctap.api)");
        refused("ring-1", "depends on others that depend on it");
        refused("bomb.jar", "unpacks to more than 100 MB");
        refused("slip", "points outside");
        refused("clash", "differ by upper and lower case alone");
        refused("costly", "steps");
    }

    @Test
    void code_that_nobody_trusted_has_signed_is_not_let_in() throws Exception {
        Path jar = measuring("signed", Visits.class).in(temp);
        assertThat(install(Files.readAllBytes(jar))).contains("code plugins must be signed");
        byte[] signed = Files.readAllBytes(TestKey.of(temp, "stranger").sign(jar));
        assertThat(install(signed)).contains("CN=stranger").contains("no administrator trusts");
        byte[] tampered = new String(signed, StandardCharsets.ISO_8859_1)
                .replace("vn/hoctap/sample/Visits", "vn/hoctap/sample/Visitz")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(install(tampered)).contains("was changed after it was signed");
    }

    private static String install(byte[] jar) {
        Answer answer = sent(jar);
        assertThat(answer.status()).isEqualTo(400);
        return answer.body().toString();
    }

    private static Answer sent(byte[] jar) {
        return server.send(server.request("admin", "/api/v1/plugins")
                .header("Content-Type", "application/java-archive")
                .POST(BodyPublishers.ofByteArray(jar)));
    }

    @Test
    void while_code_starts_that_is_being_installed_nothing_is_locked() throws Exception {
        TestKey author = TestKey.of(temp, "waiting");
        byte[] jar = Files.readAllBytes(author.sign(TestJar.plugin("waiting", "1.0.0")
                .manifest("Plugin-Class", WaitingStart.class.getName())
                .also(WaitingStart.class)
                .with(
                        "criteria/waiting.yaml",
                        TestSet.yaml("cho-doi/waiting", "1").replace("awards: hoc-thu", "awards: cho-doi"))
                .in(temp)));
        String certificate = Base64.getEncoder()
                .encodeToString(author.publisher().certificate().getEncoded());
        server.post("admin", "/api/v1/publishers", "{\"certificate\":\"" + certificate + "\"}");
        System.clearProperty(WaitingStart.BEGUN);
        System.clearProperty(WaitingStart.GO);
        try {
            CompletableFuture<Answer> installing = CompletableFuture.supplyAsync(() -> sent(jar));
            Awaitility.await().until(() -> Boolean.getBoolean(WaitingStart.BEGUN));
            server.server()
                    .core()
                    .database()
                    .inTransaction(
                            sql -> sql.rows("select 1 from revision where what = 'plugin_wish' for update nowait"));
            System.setProperty(WaitingStart.GO, "true");
            assertThat(installing.get(30, TimeUnit.SECONDS).at("/state").asText())
                    .isEqualTo("STARTED");
        } finally {
            System.setProperty(WaitingStart.GO, "true");
            server.delete("admin", "/api/v1/publishers/" + author.publisher().fingerprint());
        }
    }

    @Test
    void code_of_a_trusted_publisher_runs_until_an_administrator_trusts_him_no_more() throws Exception {
        TestKey author = TestKey.of(temp, "author");
        // Nobody holds its title, whatever was tested before, so that nobody has to sign.
        byte[] jar = Files.readAllBytes(
                author.sign(measuring("visits", Visits.class, "tin-cay").in(temp)));
        String certificate = Base64.getEncoder()
                .encodeToString(author.publisher().certificate().getEncoded());
        Answer trusted = server.post("admin", "/api/v1/publishers", "{\"certificate\":\"" + certificate + "\"}");
        String fingerprint = author.publisher().fingerprint();
        assertThat(trusted.at("/fingerprint").asText()).isEqualTo(fingerprint);

        assertThat(sent(jar).at("/state").asText()).isEqualTo("STARTED");
        assertThat(server.delete("admin", "/api/v1/publishers/" + fingerprint).status())
                .isEqualTo(204);

        quarantined("visits", "CN=author is trusted no more");
        assertThat(server.post("admin", "/api/v1/plugins/visits/enable", "{}").status())
                .isEqualTo(400);
        assertThat(server.get("auditor", "/api/v1/publishers").at("/items")).isEmpty();
        assertThat(server.post("admin", "/api/v1/publishers", "{\"certificate\":\"none\"}")
                        .pointers())
                .containsExactly("/certificate");
    }

    @Test
    void what_fails_while_it_runs_is_stopped_and_a_load_beside_it_loses_nothing() throws Exception {
        List<String> hostile = List.of("throwing", "looping", "leaking");
        hostile.forEach(group -> citizen(group + "-1", group));
        List<String> good = IntStream.range(0, 8).mapToObj(i -> "good-" + i).toList();
        good.forEach(id -> citizen(id, "nong-dan"));

        List<Answer> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Future<Answer>> sent = new ArrayList<>();
            for (int round = 0; round < 25; round++) {
                int number = round;
                good.forEach(id -> sent.add(clients.submit(() -> learn(id, number))));
                if (round % 5 == 1) {
                    hostile.forEach(group ->
                            sent.add(clients.submit((Callable<Answer>) () -> learn(group + "-1", number))));
                }
            }
            for (Future<Answer> one : sent) {
                answers.add(one.get());
            }
        }

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers).allMatch(answer -> answer.at("/0/status").asText().equals("recorded"));
        good.forEach(id -> assertThat(titles(id)).contains(TestServer.SET));
        quarantined("throwing", "it throws at fold");
        quarantined("looping", "did not come back");
        quarantined("leaking", "left-behind");
        for (String group : List.of("throwing", "looping")) {
            assertThat(learn(group + "-1", 100).status()).isEqualTo(200);
            assertThat(server.get("officer", "/api/v1/subjects/" + group + "-1/progress?cycle=2026")
                            .status())
                    .isEqualTo(200);
            assertThat(titles(group + "-1")).isEmpty();
        }
        mend();
    }

    private static void quarantined(String id, String why) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(plugin(id).at("/state").asText()).isEqualTo("QUARANTINED");
            assertThat(plugin(id).at("/errors/0/message").asText()).contains(why);
        });
    }

    /** Those who were not evaluated are, as soon as somebody lets the code run again that now behaves. */
    private static void mend() {
        System.setProperty(Looping.OVER, "true");
        Answer enabled = server.post("admin", "/api/v1/plugins/looping/enable", "{}");
        assertThat(enabled.status()).isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(titles("looping-1")).contains("hoc-thu/looping"));
        assertThat(titles("throwing-1")).isEmpty();
    }
}
