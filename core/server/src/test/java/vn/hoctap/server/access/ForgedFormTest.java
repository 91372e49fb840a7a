package vn.hoctap.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody else's page makes the browser of an administrator who has signed in send what changes something. */
class ForgedFormTest {
    /** What browsers say of a page that is not ours; an old one says only whose page it was. */
    private static final List<Map<String, String>> ELSEWHERE = List.of(
            Map.of("Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example.invalid"),
            Map.of("Sec-Fetch-Site", "same-site"),
            Map.of("Sec-Fetch-Site", "cross-site", "HX-Request", "true"),
            Map.of("Origin", "https://evil.example.invalid"),
            Map.of("Origin", "null"),
            Map.of());

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static int sent(Rule rule, Map<String, String> headers) {
        HttpRequest bearer = new Request(world, Who.ROOT_ADMIN, Whose.OWN, false).of(rule);
        HttpRequest.Builder forged = HttpRequest.newBuilder(bearer, (name, value) -> !name.equals("Authorization"))
                .header("Cookie", world.server.cookie("admin"));
        headers.forEach(forged::header);
        return world.server.send(forged).status();
    }

    @Test
    void nothing_that_changes_something_can_be_sent_from_elsewhere() {
        List<String> accepted = new ArrayList<>();
        for (Rule rule : Rule.all()) {
            if (!rule.method().equals("GET")) {
                for (Map<String, String> headers : ELSEWHERE) {
                    int status = sent(rule, headers);
                    if (status != 403) {
                        accepted.add(rule.route() + " " + headers + ": " + status);
                    }
                }
            }
        }

        assertThat(accepted).isEmpty();
    }

    @Test
    void the_same_is_done_when_a_page_of_ours_sends_it() {
        Rule verify = Rule.all().stream()
                .filter(rule -> rule.route().equals("POST /officer/queue"))
                .findFirst()
                .orElseThrow();
        String here = world.server.at("/").toString().replaceFirst("/$", "");

        assertThat(sent(verify, Map.of("Sec-Fetch-Site", "same-origin"))).isEqualTo(303);
        assertThat(sent(verify, Map.of("Origin", here))).isEqualTo(303);
    }
}
