package vn.hoctap.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.hoctap.server.http.Problem;

/** What reaches a real Keycloak, counted on the way to it. */
@ExtendWith(VertxExtension.class)
class RealmIsNotAskedIT {
    private final Keycloak keycloak = Keycloak.running();
    private final TestRealm realm = TestRealm.create("http://127.0.0.1:1");
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private ReverseProxy counted;
    private TokenCheck tokens;

    @BeforeEach
    void listen(Vertx vertx) {
        counted = ReverseProxy.plain(vertx, keycloak.address());
        realm.person("hocvien", "learner", "cit-000001");
        String issuer = counted.url() + "/realms/" + realm.name();
        tokens = new KeycloakTokens(new RealmKeys(vertx, issuer, now::get), TestRealm.CLIENT, now::get);
    }

    @AfterEach
    void close() {
        counted.close();
    }

    /** Made by the realm as it is called through the counter. */
    private String token() {
        return keycloak.tokens(
                        URI.create(counted.url()),
                        realm.name(),
                        "password",
                        Map.of("client_id", "probe", "username", "hocvien", "password", TestRealm.PASSWORD))
                .required("access_token")
                .textValue();
    }

    private List<String> bad(String good) {
        String[] parts = good.split("\\.");
        return List.of(
                "",
                "x",
                "a.b.c",
                part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".",
                part("{\"alg\":\"HS256\",\"kid\":\"none\"}") + "." + parts[1].substring(8) + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "." + parts[2].substring(4),
                parts[0] + "." + parts[1] + "." + parts[2] + "AAAA",
                realm.token("hocvien"),
                realm.tokenFrom("localhost", "hocvien"),
                realm.tokenFor("other-" + System.nanoTime(), "hocvien"),
                realm.identityToken("hocvien"));
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private void refused(String token) {
        assertThatThrownBy(() -> tokens.caller(token))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(401));
    }

    @Test
    void about_tokens_that_are_wrong_in_themselves_it_hears_nothing() {
        String good = token();
        List<String> bad = bad(good);
        int before = counted.count();

        assertThat(tokens.caller(good).subject()).contains("cit-000001");
        assertThat(counted.count() - before).as("discovery and keys").isEqualTo(2);
        // Keys that are not known may be asked for again.
        now.updateAndGet(time -> time.plusSeconds(11));
        bad.forEach(this::refused);
        tokens.caller(good);

        assertThat(counted.count() - before).isEqualTo(2);
    }

    @Test
    void nor_about_one_that_has_expired_even_when_its_keys_were_never_asked_for() {
        String good = token();
        int before = counted.count();
        now.set(Clock.offset(Clock.systemUTC(), Duration.ofHours(1)).instant());

        refused(good);

        assertThat(counted.count()).isEqualTo(before);
    }
}
