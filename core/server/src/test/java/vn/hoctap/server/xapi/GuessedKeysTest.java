package vn.hoctap.server.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;

class GuessedKeysTest {
    private static final String BODY = """
            [{"actor":{"mbox":"mailto:a@example.invalid"},"verb":{"id":"http://example.invalid/v"},
              "object":{"id":"http://example.invalid/o"}}]""";

    private static Answer send(TestServer server, String key, String secret) {
        String pair = key + ":" + secret;
        return server.send(HttpRequest.newBuilder(server.at("/xapi/statements"))
                .header("X-Experience-API-Version", "1.0.3")
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(BODY)));
    }

    @Test
    void who_guesses_keys_is_told_to_wait_and_who_knows_his_is_not() {
        try (TestServer server = TestServer.start()) {
            Answer provider =
                    server.post("admin", "/api/v1/providers", "{\"name\":\"LMS\",\"orgUnit\":\"quang-vinh\"}");
            String key = provider.at("/key").asText();
            assertThat(send(server, key, "guess").status()).isEqualTo(401);

            Answer last = null;
            // One more is let through for each second that this takes.
            for (int i = 0; i < 120 && (last == null || last.status() == 401); i++) {
                last = send(server, "guess-" + i, "guess");
            }

            assertThat(last.status()).isEqualTo(429);
            assertThat(last.headers()).containsKey("retry-after");
            assertThat(send(server, key, provider.at("/secret").asText()).status())
                    .isEqualTo(200);
        }
    }
}
