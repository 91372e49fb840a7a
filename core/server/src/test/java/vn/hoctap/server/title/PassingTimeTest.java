package vn.hoctap.server.title;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.plugin.TestJar;

/** A running server, and nobody who does anything. */
class PassingTimeTest {
    /** Whoever has a certificate that is valid. */
    private static final TestServer SERVER =
            TestServer.start(TestJar.plugin("chung-chi", "1.0.0").with("criteria/chung-chi.yaml", """
                    id: chung-chi/moi-nguoi
                    version: "1"
                    status: illustrative
                    source: "a test"
                    title: {vi: Chứng chỉ}
                    subject: citizen
                    effective: {from: 2020-01-01}
                    cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
                    criteria:
                      - id: co
                        name: {vi: Có}
                        indicators:
                          - id: chung-chi
                            name: {vi: Chứng chỉ}
                            max: 1
                            from:
                              - {measure: count, where: 'activity.type == "certificate"', window: held, points: [{atLeast: 1, give: 1}]}
                    award: {scheme: sum, requires: [{id: total, if: 'total >= 1'}]}
                    """));

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void a_title_ends_by_itself_with_the_certificate_under_it() {
        String farmer = SERVER.anyFarmer();
        SERVER.post("officer", "/api/v1/activities", """
                {"subject":"%s","type":"certificate","title":"Chứng chỉ","endedAt":"%s",
                 "validUntil":"%s"}""".formatted(
                        farmer, Instant.now(), Instant.now().plusSeconds(5)));
        String titles = "/api/v1/subjects/" + farmer + "/titles";
        assertThat(SERVER.get("officer", titles).at("/items/0/state").asText()).isEqualTo("AWARDED");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(SERVER.get("officer", titles)
                                .at("/items/0/state")
                                .asText())
                        .isEqualTo("WITHDRAWN"));
    }
}
