package vn.hoctap.server.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.hoctap.server.http.Json;

/** A client that keeps every event of one stream. */
final class Listener implements AutoCloseable {
    record Event(String kind, String id, JsonNode data) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final HttpResponse<InputStream> response;
    private final Thread thread;
    private volatile String lastId = "";

    private Listener(HttpRequest request) throws IOException, InterruptedException {
        response = client.send(request, BodyHandlers.ofInputStream());
        thread = Thread.ofVirtual().start(this::read);
    }

    static Listener open(HttpRequest.Builder request) {
        try {
            return new Listener(request.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String kind = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    kind = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && !data.isEmpty()) {
                    events.add(new Event(kind, lastId, json(data)));
                    kind = "";
                    data = "";
                }
            }
        } catch (IOException ended) {
            // The stream is over.
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    int status() {
        return response.statusCode();
    }

    List<Event> events() {
        return events;
    }

    /** The events of one kind about one subject. */
    List<Event> events(String kind, String subject) {
        return events.stream()
                .filter(event -> event.kind().equals(kind))
                .filter(event -> event.data().path("subject").asText().equals(subject))
                .toList();
    }

    String lastId() {
        return lastId;
    }

    boolean ended() {
        return !thread.isAlive();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
