package vn.hoctap.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.server.database.Await;

/** One connection on which one request follows the other, to handlers that wait before and after they read. */
class TurnsTest {
    private static final int MOST = 1_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpEndpoint endpoint =
            HttpEndpoint.open(vertx, new HttpEndpoint.Address("127.0.0.1", 0), new Health(Map.of()), router -> {
                router.route().handler(context -> {
                    asked.incrementAndGet();
                    rest(context);
                    context.next();
                });
                Bodies.read(router.post("/read"), MOST);
                router.post("/read").handler(context -> {
                    rest(context);
                    context.end(Math.max(0, context.body().length()) + " bytes");
                });
                router.post("/refused").handler(context -> {
                    throw Problem.forbidden("Not you.");
                });
                router.get("/page").handler(context -> context.end("a page"));
            });
    private Socket socket;
    private BufferedReader answers;

    @BeforeEach
    void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
        socket.setSoTimeout(10_000);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        endpoint.close();
        Await.on(vertx.close());
    }

    private static void rest(RoutingContext context) {
        assertThat(Context.isOnEventLoopThread()).isFalse();
        Await.on(context.vertx().timer(20));
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private void sendHead(String request, int length) throws IOException {
        send(request + " HTTP/1.1\r\nHost: here\r\nAuthorization: x\r\nContent-Length: " + length + "\r\n\r\n");
    }

    /** Its status and its body. */
    private String answer() throws IOException {
        List<String> head = new ArrayList<>();
        for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
            head.add(line);
        }
        int length = head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElseThrow();
        char[] body = new char[length];
        int read = 0;
        while (read < length) {
            read += answers.read(body, read, length - read);
        }
        return head.getFirst().split(" ")[1] + " " + new String(body);
    }

    @Test
    void a_body_that_comes_while_somebody_waits_is_whole() throws IOException {
        for (int i = 1; i <= 3; i++) {
            sendHead("POST /read", 300_000);
            send("x".repeat(100_000));
            int turn = i;
            await().until(() -> asked.get() == turn);
            send("x".repeat(200_000));
            assertThat(answer()).isEqualTo("200 300000 bytes");
        }
    }

    @Test
    void requests_that_are_sent_at_once_are_answered_one_after_the_other() throws IOException {
        sendHead("POST /read", 5);
        send("12345");
        sendHead("GET /page", 0);
        sendHead("POST /refused", 5);
        send("12345");
        sendHead("POST /read", 0);
        sendHead("POST /read", 3);
        send("123");

        assertThat(answer()).isEqualTo("200 5 bytes");
        assertThat(answer()).isEqualTo("200 a page");
        assertThat(answer()).startsWith("403");
        assertThat(answer()).isEqualTo("200 0 bytes");
        assertThat(answer()).isEqualTo("200 3 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /refused", "POST /nowhere", "GET /page", "PUT /read"})
    void a_body_that_nobody_reads_is_in_nobodys_way(String request) throws IOException {
        sendHead(request, 200_000);
        send("x".repeat(50_000));
        String first = answer();
        send("x".repeat(150_000));
        sendHead("GET /page", 0);

        assertThat(first).matches("(?s)(200|403|404|405) .*");
        assertThat(answer()).isEqualTo("200 a page");
    }

    @Test
    void a_body_beyond_all_measure_is_refused() throws IOException {
        sendHead("POST /read", MOST + 1);

        assertThat(answer()).startsWith("413");
    }

    @Test
    void a_body_in_parts_is_whole_too() throws IOException {
        send(
                "POST /read HTTP/1.1\r\nHost: here\r\nAuthorization: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n");
        await().until(() -> asked.get() == 1);
        send("3\r\n678\r\n0\r\n\r\n");

        assertThat(answer()).isEqualTo("200 8 bytes");
    }
}
