package vn.hoctap.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.http.Rates;

class StrangersTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer page(String client) {
        return server.send(HttpRequest.newBuilder(server.at("/"))
                .header("Accept", "text/html")
                .header("X-Forwarded-For", "192.0.2.99, " + client));
    }

    private static Answer pageAfterMany(String client) {
        Answer answer = page(client);
        for (int i = 0; i < Rates.DEFAULT.strangers() * 2 && answer.status() == 200; i++) {
            answer = page(client);
        }
        return answer;
    }

    @Test
    void whoever_asks_for_too_many_pages_without_signing_in_is_told_when_to_come_back() {
        Answer refused = pageAfterMany("192.0.2.1");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.headers().get("retry-after").getFirst()))
                .isBetween(1, 60);
        assertThat(refused.body().asText()).contains("Quá nhiều yêu cầu");
    }

    @Test
    void others_and_those_who_have_signed_in_do_not_wait_for_him() {
        pageAfterMany("192.0.2.2");

        assertThat(page("192.0.2.3").status()).isEqualTo(200);
        assertThat(server.send(HttpRequest.newBuilder(server.at("/me"))
                                .header("Cookie", server.cookie("learner"))
                                .header("X-Forwarded-For", "192.0.2.2"))
                        .status())
                .isEqualTo(200);
        assertThat(server.get("learner", "/api/v1/org-units").status()).isEqualTo(200);
    }
}
