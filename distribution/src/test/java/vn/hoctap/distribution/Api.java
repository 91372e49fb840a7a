package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Somebody's calls of a server's API. Every answer is checked against the description that the server hands out. */
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private final Hoctap server;
    private final Description description;
    private final Map<String, String> headers;

    private Api(Hoctap server, Description description, Map<String, String> headers) {
        this.server = server;
        this.description = description;
        this.headers = headers;
    }

    static Api of(Hoctap server) {
        return new Api(server, new Description(text(server.at("/api/openapi.yaml"))), Map.of());
    }

    static Api of(Hoctap server, String persona) {
        return of(server).as(persona);
    }

    /** The same server, asked by one of the demo's personas. */
    Api as(String persona) {
        return new Api(server, description, Map.of("Authorization", "Bearer " + token(persona)));
    }

    Api signedOut() {
        return new Api(server, description, Map.of());
    }

    String token(String persona) {
        return text(server.at("/demo/token/" + persona)).strip();
    }

    /** The same server, asked by an activity provider in a version of xAPI. */
    Api provider(String key, String secret, String version) {
        String credentials = Base64.getEncoder().encodeToString((key + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return new Api(
                server,
                description,
                Map.of("Authorization", "Basic " + credentials, "X-Experience-API-Version", version));
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** The items of all pages. */
    List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        Optional<String> page = Optional.of(path);
        while (page.isPresent()) {
            Answer answer = get(page.get()).is(200);
            items.addAll(answer.items());
            page = next(answer.headers());
        }
        return items;
    }

    /** Where a list goes on. */
    static Optional<String> next(HttpHeaders headers) {
        return headers.firstValue("Link")
                .map(NEXT::matcher)
                .filter(Matcher::find)
                .map(link -> link.group(1));
    }

    Answer send(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.at(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text(body)));
        headers.forEach(request::header);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> response = send(request.build());
        String mediaType = response.headers()
                .firstValue("Content-Type")
                .orElse("")
                .replaceFirst(";.*", "")
                .strip();
        JsonNode answer = json(response.body());
        description.check(method, path.replaceFirst("\\?.*", ""), response.statusCode(), mediaType, answer);
        return new Answer(response.statusCode(), response.headers(), answer);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String text(URI uri) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(uri).build());
        assertThat(response.statusCode()).as("status of %s", uri).isEqualTo(200);
        return response.body();
    }

    private static String text(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }
}
