package vn.hoctap.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bearer tokens of a real Keycloak, good ones and bad ones, and what becomes of them when its keys change. */
class RealmTokensIT {
    private static final String OWN = "/api/v1/subjects/" + RealmServer.LEARNER;
    /** Unknown keys are asked for at most every ten seconds. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static RealmServer server;

    @BeforeAll
    static void start() {
        server = RealmServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<String> bad() {
        TestRealm realm = server.realm();
        String[] good = realm.token("hocvien").split("\\.");
        return Stream.of(
                encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + good[1] + ".",
                good[0] + "." + raised(good[1]) + "." + good[2],
                good[0] + "." + good[1] + "." + good[2].substring(4),
                good[0] + "." + good[1] + "." + good[2] + "AAAA",
                good[0] + "." + good[1] + ".",
                realm.tokenFrom("localhost", "hocvien"),
                realm.tokenFor("other", "hocvien"),
                realm.identityToken("hocvien"),
                stranger());
    }

    private static String stranger() {
        TestRealm other = TestRealm.create("http://127.0.0.1:1");
        other.person("hocvien", "learner", RealmServer.LEARNER);
        return other.token("hocvien");
    }

    private static String raised(String claims) {
        String text = new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8);
        return encoded(text.replace("\"learner\"", "\"admin\""));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void what_is_not_signed_by_the_realm_for_us_as_an_access_token_is_refused(String token) {
        assertThat(server.status(token, OWN)).isEqualTo(401);
    }

    @Test
    void a_token_of_the_realm_opens_what_is_the_learners_own() {
        assertThat(server.status(server.realm().token("hocvien"), OWN)).isEqualTo(200);
    }

    @Test
    void a_service_signs_in_with_its_own_secret_and_posts_what_was_learned() {
        String token = server.realm().service("trung-tam", Role.CENTER, "quang-vinh");

        assertThat(server.postWith(token, "/api/v1/activities", """
                        {"subject":"%s","type":"course","title":"An toàn thông tin","endedAt":"2026-03-05T17:00:00+07:00","hours":8}""".formatted(RealmServer.LEARNER))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_rotated_key_is_accepted_without_a_restart_and_the_old_one_refused_when_it_is_gone() {
        String before = server.realm().token("hocvien");
        String unused = server.realm().token("hocvien");
        String unseen = server.realm().token("hocvien");
        assertThat(server.status(before, OWN)).isEqualTo(200);
        List<String> old = server.realm().signingKeys();

        server.realm().newSigningKey();
        String after = server.realm().token("hocvien");
        Awaitility.await().atMost(SOON).until(() -> server.status(after, OWN) == 200);
        assertThat(server.status(unused, OWN)).isEqualTo(200);

        server.realm().remove(old);
        server.realm().newSigningKey();
        String later = server.realm().token("hocvien");
        Awaitility.await().atMost(SOON).until(() -> server.status(later, OWN) == 200);
        assertThat(server.status(unseen, OWN)).isEqualTo(401);
    }
}
