package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.evidence.EvidenceLimits;
import vn.hoctap.server.evidence.EvidenceStore;
import vn.hoctap.server.http.Bodies;
import vn.hoctap.server.http.Health;
import vn.hoctap.server.http.HttpEndpoint;
import vn.hoctap.server.http.StrictJson;
import vn.hoctap.server.http.Swift;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Grant;
import vn.hoctap.server.identity.Role;
import vn.hoctap.server.subject.Subjects;

/** A server whose recorder takes in two activities at a time. */
class BackpressureTest {
    private static final int ROOM = 2;
    private static final long ROOM_BYTES = 100_000;
    private static final Caller CALLER = new Caller("root", Optional.empty(), List.of(new Grant(Role.ADMIN, null)));
    /** Nothing a schema says; but who reads in one pass does not know it. */
    private static final String UNKNOWN_MEMBER = ",\"more\":1";

    @TempDir
    private Path folder;

    private final LedgerFixture ledger = new LedgerFixture();
    private final Vertx vertx = Vertx.vertx();
    private final Recorder recorder = GroupCommit.start(ledger.transactions(), new Bound(ROOM, ROOM_BYTES));
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpEndpoint endpoint;

    @BeforeEach
    void start() {
        ledger.person("an");
        Subjects subjects = ledger.subjects();
        EvidenceStore evidence = new EvidenceStore(
                vertx, ledger.database(), subjects.secrets(), folder, EvidenceLimits.DEFAULT, ledger.clock());
        Map<String, Handler<RoutingContext>> operations = new ActivityApi(
                        ledger.database(),
                        subjects,
                        new Courses(ledger.database()),
                        evidence,
                        new Recording(recorder),
                        ledger.clock())
                .operations();
        Swift record = (Swift) Objects.requireNonNull(operations.get("recordActivities"));
        endpoint = HttpEndpoint.open(vertx, new HttpEndpoint.Address("127.0.0.1", 0), new Health(Map.of()), router -> {
            Bodies.read(router.post("/activities"), 1_000_000);
            router.post("/activities").handler(context -> answer(context, record));
        });
    }

    private static void answer(RoutingContext context, Swift record) {
        context.put("hoctap.caller", CALLER);
        byte[] body = context.body().buffer().getBytes();
        if (!record.answers(context, body)) {
            context.put("hoctap.body", StrictJson.parse(body));
            record.handle(context);
        }
    }

    @AfterEach
    void stop() {
        endpoint.close();
        recorder.close();
        client.close();
        Await.on(vertx.close());
        ledger.close();
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + "/activities"))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String activity(String id, String more) {
        return """
                {"id":"%s","subject":"an","type":"course","title":"Học","endedAt":"2026-03-05T17:00:00+07:00"%s}""".formatted(id, more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", UNKNOWN_MEMBER})
    void what_finds_no_room_is_refused_whole_and_may_be_sent_again_in_a_moment(String more) throws Exception {
        List<String> three = List.of(activity("a", more), activity("b", more), activity("c", more));
        HttpResponse<String> refused = post(three.toString());

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(body(refused).path("title").asText()).isEqualTo("Overloaded");
        assertThat(ledger.count("fact")).isZero();

        assertThat(post(three.subList(0, ROOM).toString()).statusCode()).isEqualTo(200);
        assertThat(body(post(three.getLast())).at("/0/status").asText()).isEqualTo("recorded");
        assertThat(ledger.count("fact")).isEqualTo(3);
    }

    @Test
    void a_conflict_is_pointed_at_where_it_is_however_it_was_read() throws Exception {
        post(activity("a", ""));
        String other = activity("a", "").replace("Học", "Đọc");

        assertThat(pointers(post("[%s,%s]".formatted(activity("b", ""), other))))
                .isEqualTo(Set.of("/1/id"));
        assertThat(pointers(post(other))).isEqualTo(Set.of("/id"));
        assertThat(body(post(activity("a", ""))).toString())
                .isEqualTo("[{\"id\":\"a\",\"status\":\"duplicate\",\"titles\":[]}]");
    }

    private static Set<String> pointers(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(409);
        return Set.copyOf(body(answer).path("errors").findValuesAsText("pointer"));
    }

    private static JsonNode body(HttpResponse<String> answer) {
        return StrictJson.parse(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
