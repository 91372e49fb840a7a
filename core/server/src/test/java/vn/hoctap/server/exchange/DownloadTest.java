package vn.hoctap.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Await;

class DownloadTest {
    private static final byte[] LONG = new byte[100_000];

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        Await.on(vertx.close());
    }

    private HttpResponse<byte[]> download(Download.Content content) throws IOException, InterruptedException {
        Router router = Router.router(vertx);
        router.get().handler(context -> Thread.startVirtualThread(() -> send(context, content)));
        HttpServer server =
                Await.on(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        URI address = URI.create("http://127.0.0.1:" + server.actualPort());
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
    }

    private static void send(RoutingContext context, Download.Content content) {
        try {
            Download.send(context, Format.CSV, "x", content);
        } catch (RuntimeException failure) {
            context.fail(failure);
        }
    }

    @Test
    void what_is_whole_arrives_whole() throws IOException, InterruptedException {
        assertThat(download(out -> out.write(LONG)).body()).isEqualTo(LONG);
    }

    @Test
    void a_part_is_never_taken_for_the_whole() {
        assertThatThrownBy(() -> download(out -> {
                    try (out) {
                        out.write(LONG);
                        throw new IOException("the database is away");
                    }
                }))
                .isInstanceOf(IOException.class);
    }

    @Test
    void what_fails_before_anything_has_left_is_an_error() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = download(out -> {
            out.write(1);
            throw new IllegalStateException("the database is away");
        });

        assertThat(response.statusCode()).isEqualTo(500);
    }
}
