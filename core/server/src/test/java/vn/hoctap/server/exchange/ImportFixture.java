package vn.hoctap.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;

/** Sends files to a server as a program would, and waits for their jobs. */
final class ImportFixture implements AutoCloseable {
    static final String BOUNDARY = "----hoctap-test";
    private static final Set<String> ENDED = Set.of("DONE", "FAILED", "CANCELLED");

    final TestServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private ImportFixture(TestServer server) {
        this.server = server;
    }

    static ImportFixture start() {
        return new ImportFixture(TestServer.start());
    }

    /** What came of a file. */
    record Imported(JsonNode job) {
        JsonNode result() {
            return job.path("result");
        }

        String id() {
            return job.path("id").asText();
        }

        String state() {
            return job.path("state").asText();
        }

        long count(String name) {
            return result().path(name).asLong();
        }

        /** {@code rows accepted duplicates rejected} in that order. */
        List<Long> counts() {
            return List.of(count("rows"), count("accepted"), count("duplicates"), count("rejected"));
        }

        /** As {@code row column code}. */
        List<String> errors() {
            return told("errors");
        }

        List<String> notes() {
            return told("notes");
        }

        private List<String> told(String name) {
            return StreamSupport.stream(result().path(name).spliterator(), false)
                    .map(one ->
                            one.path("row").asInt() + " " + one.path("column").asText() + " "
                                    + one.path("code").asText())
                    .toList();
        }
    }

    Imported csv(String persona, String kind, String... lines) {
        return send(persona, kind, false, "a.csv", text(lines));
    }

    Imported tried(String persona, String kind, String... lines) {
        return send(persona, kind, true, "a.csv", text(lines));
    }

    static byte[] text(String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    Imported send(String persona, String kind, boolean dryRun, String name, byte[] content) {
        Answer answer = post(persona, kind, dryRun, name, content);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        assertThat(answer.headers().get("location"))
                .containsExactly("/api/v1/jobs/" + answer.at("/id").asText());
        return ended(persona, answer.at("/id").asText());
    }

    Answer post(String persona, String kind, boolean dryRun, String name, byte[] content) {
        return server.api(
                form(server.request(persona, "/api/v1/imports?kind=" + kind + "&dryRun=" + dryRun), name, content));
    }

    static HttpRequest.Builder form(HttpRequest.Builder request, String name, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        file(body, name, content);
        return request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
    }

    /** A form with a field and a file. */
    static byte[] formWith(String field, String value, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        put(
                body,
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value
                        + "\r\n");
        file(body, "a.csv", content);
        return body.toByteArray();
    }

    private static void file(ByteArrayOutputStream body, String name, byte[] content) {
        put(
                body,
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        body.writeBytes(content);
        put(body, "\r\n--" + BOUNDARY + "--\r\n");
    }

    private static void put(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    Imported ended(String persona, String job) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> job(persona, job), one -> ENDED.contains(one.state()));
    }

    Imported job(String persona, String job) {
        return new Imported(server.get(persona, "/api/v1/jobs/" + job).body());
    }

    byte[] download(String persona, String path) {
        return download(server.request(persona, path), path);
    }

    byte[] downloadPage(String persona, String path) {
        return download(HttpRequest.newBuilder(server.at(path)).header("Cookie", server.cookie(persona)), path);
    }

    private byte[] download(HttpRequest.Builder request, String path) {
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    String downloaded(String persona, String path) {
        return new String(download(persona, path), StandardCharsets.UTF_8);
    }

    List<String> titles(String subject) {
        return server.get("admin", "/api/v1/subjects/" + subject + "/titles")
                .body()
                .findValuesAsText("state");
    }

    long activities(String subject) {
        return server.get("admin", "/api/v1/activities?limit=1000&subject=" + subject)
                .at("/items")
                .size();
    }

    URI at(String path) {
        return server.at(path);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
