package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Brings requests to a server that dies now and then, again and again until one is answered. Being told to come back later
 * is no answer; being told nothing at all, while the server lives, is a fault.
 */
final class Courier {
    /** Far longer than a database needs to come back. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(45);

    private static final Duration ERRAND_LIMIT = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(100);

    record Reply(int status, HttpHeaders headers, JsonNode body) {
        Reply is(int expected) {
            assertThat(status).as("status of %s", body).isEqualTo(expected);
            return this;
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Supplier<Hoctap> server;
    private final TokenSource tokens;
    private final Map<String, String> demoTokens = new ConcurrentHashMap<>();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicInteger postponed = new AtomicInteger();

    /** @param server the one to go to now; each life of it signs demo tokens with a key of its own */
    Courier(Supplier<Hoctap> server) {
        this.server = server;
        this.tokens = this::demoToken;
    }

    /**
     * @param server the one to go to now
     * @param tokens by persona
     */
    Courier(Supplier<Hoctap> server, UnaryOperator<String> tokens) {
        this.server = server;
        this.tokens = (to, persona) -> tokens.apply(persona);
    }

    /** Where a token for a persona comes from. */
    private interface TokenSource {
        String token(Hoctap to, String persona) throws IOException;
    }

    /** How often nobody knew what had become of a request. */
    int broken() {
        return broken.get();
    }

    /** How often it was to be sent again later. */
    int postponed() {
        return postponed.get();
    }

    Reply get(String path) {
        return send("admin", "GET", path, null);
    }

    /** @param persona as whom */
    Reply send(String persona, String method, String path, @Nullable Object body) {
        String text = body == null ? null : text(body);
        long end = System.nanoTime() + ERRAND_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            Hoctap to = server.get();
            if (!to.alive()) {
                // Another program may have got its port.
                pause();
                continue;
            }
            try {
                HttpResponse<String> response = attempt(to, persona, method, path, text);
                if (response.statusCode() == 503) {
                    postponed.incrementAndGet();
                    assertThat(response.headers().firstValue("Retry-After")).isPresent();
                } else if (response.statusCode() != 401) {
                    return new Reply(response.statusCode(), response.headers(), json(response.body()));
                } else {
                    demoTokens.remove(key(to, persona));
                }
            } catch (HttpTimeoutException hung) {
                throw new AssertionError(method + " " + path + " hung for " + ANSWER_LIMIT, hung);
            } catch (ConnectException nobodyThere) {
                // Nothing was sent.
            } catch (IOException cutOff) {
                broken.incrementAndGet();
            }
            pause();
        }
        throw new AssertionError(method + " " + path + " found no server within " + ERRAND_LIMIT);
    }

    private HttpResponse<String> attempt(Hoctap to, String persona, String method, String path, @Nullable String body)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(to.at(path))
                .timeout(ANSWER_LIMIT)
                .header("Authorization", "Bearer " + tokens.token(to, persona))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return exchange(request.build());
    }

    private String demoToken(Hoctap to, String persona) throws IOException {
        String known = demoTokens.get(key(to, persona));
        if (known == null) {
            HttpResponse<String> made = exchange(HttpRequest.newBuilder(to.at("/demo/token/" + persona))
                    .timeout(ANSWER_LIMIT)
                    .build());
            if (made.statusCode() != 200) {
                throw new IOException("no token yet: " + made.statusCode());
            }
            known = made.body().strip();
            demoTokens.put(key(to, persona), known);
        }
        return known;
    }

    private static String key(Hoctap to, String persona) {
        return to.port() + " " + persona;
    }

    private HttpResponse<String> exchange(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The items of all pages. */
    List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        Optional<String> page = Optional.of(path + (path.contains("?") ? "&" : "?") + "limit=1000");
        while (page.isPresent()) {
            Reply reply = get(page.get()).is(200);
            items.addAll(Answer.list(reply.body().path("items")));
            page = Api.next(reply.headers());
        }
        return items;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String text(Object body) {
        try {
            return Api.JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return Api.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }
}
