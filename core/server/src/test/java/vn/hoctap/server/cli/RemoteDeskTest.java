package vn.hoctap.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.exchange.Format;

class RemoteDeskTest {
    private final AtomicInteger requests = new AtomicInteger();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private HttpServer server;
    private String later = "0";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Busy twice. */
    private void answer(HttpExchange exchange) throws IOException {
        boolean busy = requests.incrementAndGet() <= 2;
        byte[] body = (busy ? "{\"detail\":\"Too much waits.\"}" : "id\n").getBytes(StandardCharsets.UTF_8);
        if (busy && !later.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", later);
        }
        exchange.sendResponseHeaders(busy ? 503 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void export() throws IOException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        try (RemoteDesk desk = new RemoteDesk(address, "token")) {
            desk.export("activities", Format.CSV, out);
        }
    }

    @Test
    void a_busy_server_is_asked_again_when_it_said() throws IOException {
        export();
        assertThat(requests).hasValue(3);
        assertThat(out).hasToString("id\n");
    }

    @Test
    void a_server_that_does_not_ask_for_patience_is_not_asked_again() {
        later = "";
        assertThatThrownBy(this::export).isInstanceOf(Refused.class).hasMessageContaining("Too much waits.");
        assertThat(requests).hasValue(1);
    }

    @Test
    void nobody_waits_for_longer_than_a_minute() {
        later = "600";
        assertThatThrownBy(this::export).isInstanceOf(Refused.class).hasMessageContaining("503");
        assertThat(requests).hasValue(1);
    }
}
