package vn.hoctap.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Await;

/** A server that has room for bodies of ten thousand bytes. */
class BodyRoomTest {
    private static final int MOST = 10_000;

    private final Vertx vertx = Vertx.vertx();
    private final BodyRoom room = new BodyRoom(MOST);
    private final HttpEndpoint endpoint =
            HttpEndpoint.open(vertx, new HttpEndpoint.Address("127.0.0.1", 0), new Health(Map.of()), router -> {
                Bodies.read(router.post("/"), room::enter, 10 * MOST);
                router.post("/").handler(context -> context.end(context.body().length() + " bytes"));
            });

    @AfterEach
    void stop() {
        endpoint.close();
        Await.on(vertx.close());
    }

    private Socket send(String headers, String body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
        socket.setSoTimeout(10_000);
        String head = "POST / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n%s\r\n\r\n".formatted(headers);
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        try (socket) {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.joining("\n"));
        }
    }

    @Test
    void what_finds_no_room_is_told_to_come_again_and_then_finds_it() throws IOException {
        try (Socket slow = send("Content-Length: 6000", "begun")) {
            await().until(() -> room.taken() == 6000);

            assertThat(answer(send("Content-Length: 6000", "x".repeat(6000))))
                    .startsWith("HTTP/1.1 503")
                    .containsIgnoringCase("retry-after: 1");
            assertThat(answer(send("Content-Length: 4000", "x".repeat(4000)))).endsWith("4000 bytes");
            await().until(() -> room.taken() == 6000);
            slow.getOutputStream().write("x".repeat(5995).getBytes(StandardCharsets.US_ASCII));
            assertThat(answer(slow)).endsWith("6000 bytes");
        }
        await().until(() -> room.taken() == 0);
    }

    @Test
    void who_goes_away_in_the_middle_leaves_room_behind() throws IOException {
        for (int i = 0; i < 100; i++) {
            Socket gone = send("Content-Length: 600", "begun");
            gone.setSoLinger(i % 2 == 0, 0);
            gone.close();
        }
        await().until(() -> room.taken() == 0);
        Socket rude = send("Content-Length: 3000", "begun");
        await().until(() -> room.taken() >= 3000);
        rude.setSoLinger(true, 0);
        rude.close();

        await().until(() -> room.taken() == 0);
    }

    @Test
    void who_does_not_say_how_much_he_sends_needs_the_room_for_all_that_he_may() throws IOException {
        assertThat(answer(send("Transfer-Encoding: chunked", "1\r\nx\r\n0\r\n\r\n")))
                .startsWith("HTTP/1.1 503");
        assertThat(answer(send("Content-Length: 1", "x"))).endsWith("1 bytes");
    }

    @Test
    void nobody_is_led_to_another_protocol_in_the_middle_of_a_request() throws IOException {
        String upgrade =
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA";

        assertThat(answer(send("Content-Length: 1\r\n" + upgrade, "x")))
                .startsWith("HTTP/1.1 200")
                .endsWith("1 bytes");
    }
}
