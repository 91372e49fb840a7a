package vn.hoctap.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.TestDatabase;
import vn.hoctap.server.http.Health;
import vn.hoctap.server.http.HttpEndpoint;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Grant;
import vn.hoctap.server.identity.Role;
import vn.hoctap.server.live.Listener.Event;

/** One connection: its end, its silence, and a listener who does not listen. */
class EventStreamTest {
    private static final Caller ADMIN = new Caller("admin", Optional.empty(), List.of(new Grant(Role.ADMIN, null)));
    private static final Caller CENTER =
            new Caller("center", Optional.empty(), List.of(new Grant(Role.CENTER, "quang-vinh")));
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofHours(1);

    private final TestDatabase test = TestDatabase.open();
    private final Happenings happenings = Happenings.start(test.database(), ids -> Map.of());
    private final AtomicBoolean sessions = new AtomicBoolean(true);
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
        happenings.close();
        test.close();
    }

    private int serve(LiveLimits limits, Duration longest) {
        EventApi api = new EventApi(test.vertx(), happenings, Clock.systemUTC(), limits);
        HttpEndpoint endpoint = HttpEndpoint.open(
                test.vertx(),
                new HttpEndpoint.Address("127.0.0.1", 0),
                new Health(Map.of()),
                router -> List.of(ADMIN, CENTER)
                        .forEach(caller -> router.get("/" + caller.name())
                                .handler(context -> api.stream(
                                        context, caller, Instant.now().plus(longest), sessions::get))));
        opened.add(endpoint);
        opened.add(happenings);
        return endpoint.port();
    }

    private Listener listen(int port, String path) {
        Listener listener = Listener.open(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
        opened.add(listener);
        await().until(() -> !listener.lastId().isEmpty());
        return listener;
    }

    private static LiveLimits limits(Duration heartbeat, Duration patience) {
        return new LiveLimits(5, 10, heartbeat, patience, 1_000);
    }

    private void tell(String body) {
        test.database().update("insert into outbox (at, subjects, body) values (now(), '{}', $1::text::jsonb)", body);
    }

    @Test
    void it_ends_with_the_token() {
        Listener listener = listen(serve(limits(LONG, LONG), SHORT), "/admin");

        await().until(listener::ended);
        assertThat(happenings.listening()).isZero();
    }

    @Test
    void it_ends_with_the_session() {
        Listener listener = listen(serve(limits(LONG, LONG), LONG), "/admin");
        sessions.set(false);

        await().until(listener::ended);
        assertThat(happenings.listening()).isZero();
    }

    @Test
    void in_silence_it_says_how_far_it_is() {
        Listener listener = listen(serve(limits(SHORT, LONG), LONG), "/center");
        String begin = listener.lastId();
        tell("{\"queue\": [\"somebody\"]}");

        await().until(() -> !listener.lastId().equals(begin));
        assertThat(listener.events()).isEmpty();
    }

    @Test
    void whoever_asked_for_a_job_hears_how_far_it_is() {
        int port = serve(limits(LONG, LONG), LONG);
        Listener mine = listen(port, "/center");
        Listener all = listen(port, "/admin");
        job("center");
        String other = job("officer");
        test.database().update("update job set state = 'RUNNING', done = 7 where id = $1", UUID.fromString(other));

        await().until(() -> all.events().size() == 3);
        assertThat(all.events().getLast().data().toString())
                .isEqualTo("{\"id\":\"%s\",\"done\":7,\"kind\":\"import\",\"state\":\"RUNNING\",\"total\":null}"
                        .formatted(other));
        assertThat(mine.events()).extracting(Event::kind).containsExactly("job");
    }

    private String job(String by) {
        UUID id = UUID.randomUUID();
        test.database()
                .update(
                        "insert into job (id, kind, state, parameters, created_by, caller)"
                                + " values ($1, 'import', 'QUEUED', '{}', $2, '{}')",
                        id,
                        by);
        return id.toString();
    }

    /** More than all buffers between the two take. */
    private void tellMuch() {
        for (int row = 0; row < 15; row++) {
            test.database()
                    .update(
                            "insert into outbox (at, subjects, body) select now(), '{}', jsonb_build_object('queue',"
                                    + " jsonb_agg($1 || n || repeat('x', 10000))) from generate_series(1, 100) n",
                            "s" + row + "-");
        }
    }

    @Test
    void who_takes_nothing_is_let_go_and_comes_back_where_he_was() throws IOException {
        int port = serve(limits(LONG, SHORT), LONG);
        String last;
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4_096);
            slow.connect(new InetSocketAddress("127.0.0.1", port));
            slow.getOutputStream()
                    .write("GET /admin HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            last = firstId(slow);
            tellMuch();
            await().until(() -> happenings.listening() == 0);
        }
        Listener listener = listen(port, "/admin?after=" + last);

        await().until(() -> listener.events().size() == 1_500);
        assertThat(listener.events()).extracting(Event::id).doesNotHaveDuplicates();
    }

    private static String firstId(Socket socket) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String line = lines.readLine();
        while (!line.startsWith("id: ")) {
            line = lines.readLine();
        }
        return line.substring(4);
    }

    @Test
    void who_is_too_far_behind_for_the_memory_is_served_all_the_same() {
        int port = serve(limits(LONG, LONG), LONG);
        Listener early = listen(port, "/admin");
        String begin = early.lastId();
        tellMuch();
        await().until(() -> early.events().size() == 1_500);
        early.close();
        await().until(() -> happenings.listening() == 0);
        Listener late = listen(port, "/admin?after=" + begin);

        await().until(() -> late.events().size() == 1_500);
        assertThat(late.events()).isEqualTo(early.events());
    }
}
