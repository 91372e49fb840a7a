package vn.hoctap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Another client, who listens to what happens and notes when he heard of each person first. */
final class Listener implements AutoCloseable {
    private static final String SUBJECT = "\"subject\":\"" + Crowd.PREFIX;
    private static final int OK = 200;

    private final HttpClient client;
    private final Map<Integer, Long> heard = new ConcurrentHashMap<>();

    private Listener(HttpClient client) {
        this.client = client;
    }

    static Listener of(Product product) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + product.port() + "/api/v1/events"))
                .header("Authorization", "Bearer " + product.token())
                .build();
        HttpClient client = HttpClient.newHttpClient();
        try {
            HttpResponse<Stream<String>> response = client.send(request, BodyHandlers.ofLines());
            if (response.statusCode() != OK) {
                throw new BenchFailed("Events are answered " + response.statusCode());
            }
            Listener listener = new Listener(client);
            Thread.ofPlatform().name("listener").daemon().start(() -> listener.listen(response.body()));
            return listener;
        } catch (IOException e) {
            throw new BenchFailed("The server broke the stream of events: " + e.getMessage(), e);
        }
    }

    /** Until the stream ends, which it does when either side closes. */
    private void listen(Stream<String> lines) {
        try (lines) {
            lines.forEach(this::note);
        } catch (UncheckedIOException closed) {
            // What was not heard by then is missed by whoever waits for it.
        }
    }

    private void note(String line) {
        int at = line.indexOf(SUBJECT);
        if (line.startsWith("data:") && at > 0) {
            int digits = at + SUBJECT.length();
            heard.putIfAbsent(Integer.parseInt(line.substring(digits, digits + Crowd.DIGITS)), System.nanoTime());
        }
    }

    /** When a person was heard of, by number, in nanoseconds. */
    Map<Integer, Long> heard() {
        return heard;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
