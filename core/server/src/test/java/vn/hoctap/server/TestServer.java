package vn.hoctap.server;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.DatabaseSettings;
import vn.hoctap.server.database.PostgresAddress;
import vn.hoctap.server.database.TestDatabase;
import vn.hoctap.server.evidence.EvidenceLimits;
import vn.hoctap.server.http.Conformity;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.plugin.PluginFolders;
import vn.hoctap.server.plugin.TestJar;
import vn.hoctap.server.secrecy.KeyPlace;

/**
 * The whole server on a fresh database, with one plugin, four places and the learner of the demo. Every answer of the API
 * is compared with its description.
 */
public final class TestServer implements AutoCloseable {
    public static final String SET = "thu/nong-dan";
    public static final String LEARNER = "cit-000001";

    /** Two readings are 10 points, and so is an appraisal; 10 are enough. A self-score is worth up to 5. */
    private static final String CRITERIA = """
            id: thu/nong-dan
            version: "1"
            status: illustrative
            source: "a test"
            title: {vi: Thử}
            subject: citizen
            audience: 'subject.group == "nong-dan"'
            effective: {from: 2020-01-01}
            cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
            criteria:
              - id: hoc
                name: {vi: Học}
                indicators:
                  - id: doc
                    name: {vi: Đọc}
                    max: 10
                    from:
                      - {measure: count, where: 'activity.type == "reading"', trust: verified,
                         points: [{atLeast: 2, give: 10}]}
                      - {measure: assessed, by: appraiser}
                  - id: tu-cham
                    name: {vi: Tự chấm}
                    max: 5
                    from: [{measure: assessed, by: self}]
            award:
              scheme: sum
              requires: [{id: total, if: 'total >= 10'}]
            """;

    public record Answer(int status, JsonNode body, Map<String, List<String>> headers) {
        public List<String> pointers() {
            return body.path("errors").findValuesAsText("pointer");
        }

        public JsonNode at(String pointer) {
            return body.at(pointer);
        }
    }

    private final TestDatabase database = TestDatabase.open();
    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Conformity conformity = new Conformity();
    private final URI base;

    private final Path folder;

    private TestServer(TestJar... shipped) {
        try {
            folder = Files.createTempDirectory("hoctap-server-");
            Path plugins = Files.createDirectory(folder.resolve("local"));
            plugin().in(plugins);
            Path trusted = Files.createDirectory(folder.resolve("shipped"));
            Stream.of(shipped).forEach(jar -> jar.in(trusted));
            server = Server.prepare(settings(folder, new PluginFolders(List.of(trusted), List.of(plugins))));
            base = URI.create("http://127.0.0.1:" + server.listen().port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        enter();
    }

    public static TestServer start() {
        return new TestServer();
    }

    /** With plugins of the distribution, whose code is trusted. */
    public static TestServer start(TestJar... shipped) {
        return new TestServer(shipped);
    }

    /** The rules by which this server judges. */
    public static String criteria() {
        return CRITERIA;
    }

    /** What judges in the tests that go through HTTP. */
    public static TestJar plugin() {
        return TestJar.plugin("thu", "1.0.0").with("criteria/thu.yaml", CRITERIA);
    }

    private Settings settings(Path folder, PluginFolders plugins) throws IOException {
        PostgresAddress address = database.address();
        Path password = Files.writeString(folder.resolve("password"), address.password());
        String url = "postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database());
        return new Settings(
                        folder,
                        new Settings.Http("127.0.0.1", 0),
                        Optional.of(new DatabaseSettings(url, address.user(), password)),
                        Optional.empty(),
                        plugins,
                        new EvidenceLimits(1, 5, 4))
                .sealing(new KeyPlace.Folder(folder));
    }

    private void enter() {
        unit("ninh-binh", "province", null);
        unit("quang-vinh", "commune", "ninh-binh");
        unit("thon-3-quang-vinh", "village", "quang-vinh");
        unit("tphcm", "province", null);
        farmer(LEARNER, "thon-3-quang-vinh");
    }

    private void unit(String id, String kind, @Nullable String parent) {
        String above = parent == null ? "null" : "\"" + parent + "\"";
        post(
                "admin",
                "/api/v1/org-units",
                "{\"id\":\"%s\",\"kind\":\"%s\",\"name\":\"%s\",\"parent\":%s}".formatted(id, kind, id, above));
    }

    public String farmer(String id, String residence) {
        post("admin", "/api/v1/subjects", """
                {"id":"%s","kind":"citizen","name":"Nguyễn Văn Á","group":"nong-dan","residence":"%s","from":"2020-01-01"}""".formatted(id, residence));
        return id;
    }

    /** A farmer in the officer's part whom no other test knows. */
    public String anyFarmer() {
        return farmer("any-" + UUID.randomUUID(), "thon-3-quang-vinh");
    }

    /** Where the server keeps its files. */
    public Path data() {
        return folder;
    }

    public Server server() {
        return server;
    }

    /** Waits until everything that follows from what was sent is counted. */
    public TestServer settled() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(this::isSettled);
        return this;
    }

    private boolean isSettled() {
        return server.core().database().first("""
                        select 1 where not exists (select 1 from rollup_pending)
                            and exists (select 1 from rollup_sweep where swept is null and rules <> '')
                            and not exists (select from follower f join outbox o
                                on o.stirred is not null and (o.xid, o.id) > (f.xid, f.id))
                            and not exists (select from uncounted)
                            and not exists (select from headcount where reached_unit is not null)
                            and not exists (select from unjudged)
                            and not exists (select 1 from rollup_due where at <= now())""").isPresent();
    }

    public String token(String persona) {
        return send(HttpRequest.newBuilder(at("/demo/token/" + persona))).body().textValue();
    }

    /** What a browser sends along that has signed in as one of the demo's people. */
    public String cookie(String persona) {
        String set = send(HttpRequest.newBuilder(at("/demo/sign-in/" + persona))
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.noBody()))
                .headers()
                .get("set-cookie")
                .getFirst();
        return set.substring(0, set.indexOf(';'));
    }

    public URI at(String path) {
        return base.resolve(path);
    }

    public Answer get(String persona, String path) {
        return api(request(persona, path));
    }

    public Answer post(String persona, String path, String body) {
        return api(request(persona, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    public Answer send(String persona, String path, TestForm form) {
        return api(request(persona, path).header("Content-Type", TestForm.TYPE).POST(form.publisher()));
    }

    public Answer delete(String persona, String path) {
        return api(request(persona, path).DELETE());
    }

    public HttpRequest.Builder request(String persona, String path) {
        return HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + token(persona));
    }

    /** A call of the API, whose answer must be as described. */
    public Answer api(HttpRequest.Builder builder) {
        Answer answer = send(builder);
        HttpRequest request = builder.build();
        conformity.check(request.method(), request.uri().getRawPath(), answer.status(), answer.body());
        return answer;
    }

    /** Any call. What is no JSON comes back as text. */
    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            JsonNode body = json
                    ? Json.mapper().readTree(response.body())
                    : Json.mapper().getNodeFactory().textNode(response.body());
            return new Answer(response.statusCode(), body, response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        server.close();
        client.close();
        database.close();
    }
}
