package vn.hoctap.server.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** All that an administrator hears from a node's stream of events. */
final class Heard implements AutoCloseable {
    private final StringBuffer text = new StringBuffer();
    private final HttpClient client = HttpClient.newHttpClient();

    static Heard by(TestNode node) {
        Heard heard = new Heard();
        try {
            InputStream stream = heard.client
                    .send(node.request("admin", "/api/v1/events").build(), BodyHandlers.ofInputStream())
                    .body();
            Thread.ofVirtual().start(() -> heard.read(stream));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return heard;
    }

    private void read(InputStream stream) {
        byte[] some = new byte[8192];
        try (stream) {
            for (int read = stream.read(some); read >= 0; read = stream.read(some)) {
                text.append(new String(some, 0, read, StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            text.append('\n');
        }
    }

    String anything() {
        return text.toString();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
