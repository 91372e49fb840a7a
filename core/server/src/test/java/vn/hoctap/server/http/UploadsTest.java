package vn.hoctap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.http.Uploads.Upload;

/** A server that keeps three files of a form, each of a megabyte at most. */
class UploadsTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static final Uploads.Limits LIMITS = new Uploads.Limits(MEGABYTE, 3);

    @TempDir
    private Path folder;

    private final Random random = new Random(35);
    private final List<byte[]> sent = new ArrayList<>();
    private final ByteArrayOutputStream form = new ByteArrayOutputStream();
    private final Vertx vertx = Vertx.vertx();
    private final HttpEndpoint endpoint = HttpEndpoint.open(
            vertx,
            new HttpEndpoint.Address("127.0.0.1", 0),
            new Health(Map.of()),
            router -> router.post("/files").handler(this::receive));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
        endpoint.close();
        Await.on(vertx.close());
    }

    private void receive(RoutingContext context) {
        List<String> said = new ArrayList<>();
        String note;
        try (Uploads.Form received = Uploads.receive(context, folder, LIMITS)) {
            for (Upload upload : received.uploads()) {
                Path content = upload.content();
                boolean whole = content != null
                        && Stream.of(Files.readAllBytes(content))
                                .anyMatch(bytes -> sent.stream().anyMatch(one -> Arrays.equals(one, bytes)));
                said.add("%s %s%s".formatted(upload.name(), upload.fate(), whole ? " as sent" : ""));
            }
            note = received.fields().get("note");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        // Not before the form is closed: whoever has the answer looks for what was left.
        context.end(String.join(", ", said) + "; " + note);
    }

    private void file(String name, int size) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        sent.add(content);
        text("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        form.writeBytes(content);
        text("\r\n");
    }

    private void text(String text) {
        form.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private String post() throws IOException, InterruptedException {
        text("--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nđủ cả\r\n--x--\r\n");
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + "/files"))
                                .header("Authorization", "x")
                                .header("Content-Type", "multipart/form-data; boundary=x")
                                .POST(BodyPublishers.ofByteArray(form.toByteArray()))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void files_come_whole_and_in_their_order() throws Exception {
        file("small.txt", 3);
        file("large.bin", MEGABYTE);
        file("larger than a part.bin", 200_000);

        assertThat(post())
                .isEqualTo(
                        "small.txt WHOLE as sent, large.bin WHOLE as sent, larger than a part.bin WHOLE as sent; đủ cả");
        assertNothingIsLeft();
    }

    @Test
    void what_is_too_large_or_too_much_is_told_and_not_kept() throws Exception {
        file("a.bin", 10);
        file("too large.bin", MEGABYTE + 1);
        file("b.bin", 100_000);
        file("c.bin", 10);
        file("d.bin", 10);

        assertThat(post())
                .isEqualTo("a.bin WHOLE as sent, too large.bin TOO_LARGE, b.bin WHOLE as sent, c.bin WHOLE as sent,"
                        + " d.bin TOO_MANY; đủ cả");
        assertNothingIsLeft();
    }
}
