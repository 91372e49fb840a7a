package vn.hoctap.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.junit5.VertxExtension;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.http.Problem;

/** A realm that publishes its keys like Keycloak, and changes them. */
@ExtendWith(VertxExtension.class)
class KeycloakTokensTest {
    private final Vertx vertx;
    private final List<JsonObject> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-06-01T00:00:00Z"));
    private final HttpServer realm;
    private final TokenCheck tokens;

    KeycloakTokensTest(Vertx vertx) {
        this.vertx = vertx;
        realm = Await.on(vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.incrementAndGet();
                    JsonObject answer = request.path().endsWith("/openid-configuration")
                            ? new JsonObject().put("issuer", issuer()).put("jwks_uri", issuer() + "/certs")
                            : new JsonObject().put("keys", new JsonArray(List.copyOf(published)));
                    request.response().end(answer.toBuffer());
                })
                .listen(0, "127.0.0.1"));
        tokens = new KeycloakTokens(new RealmKeys(vertx, issuer(), now::get), "hoctap", now::get);
    }

    private String issuer() {
        return "http://127.0.0.1:" + realm.actualPort() + "/realms/hoctap";
    }

    @Test
    void a_token_of_the_realm_is_believed_and_its_keys_are_asked_for_once() {
        Key key = publish("one");

        assertThat(tokens.caller(key.token()).grants()).containsExactly(new Grant(Role.ADMIN, null));
        tokens.caller(key.token());

        assertThat(asked).hasValue(2);
    }

    @Test
    void a_new_key_is_found_but_strangers_cannot_make_us_ask_all_the_time() {
        tokens.caller(publish("one").token());
        Key second = publish("two");
        Key stranger = new Key("stranger");

        refused(second.token());
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(11)));
        assertThat(tokens.caller(second.token()).name()).isEqualTo("an");
        int before = asked.get();
        for (int i = 0; i < 5; i++) {
            refused(stranger.token());
        }

        assertThat(asked).hasValue(before);
    }

    @Test
    void a_key_that_the_realm_has_given_up_is_given_up_here() {
        Key old = publish("one");
        String token = old.token();
        tokens.caller(token);
        publish("two");
        published.remove(old.publicPart);

        now.updateAndGet(time -> time.plus(Duration.ofMinutes(5)));

        Awaitility.await().untilAsserted(() -> refused(old.token()));
    }

    /** The first one after a long while waits for the keys, or a key that was stolen and given up would work once more. */
    @Test
    void a_key_that_was_given_up_while_nobody_came_does_not_work_once_more() {
        Key old = publish("one");
        tokens.caller(old.token());
        Key next = publish("two");
        published.remove(old.publicPart);

        now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)));

        refused(old.token());
        assertThat(tokens.caller(next.token()).name()).isEqualTo("an");
    }

    @Test
    void while_the_realm_is_away_for_long_the_keys_that_are_known_go_on() {
        Key key = publish("one");
        tokens.caller(key.token());
        Await.on(realm.close());

        now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)));

        assertThat(tokens.caller(key.token()).name()).isEqualTo("an");
    }

    @Test
    void many_who_come_first_at_once_ask_the_realm_once_and_are_all_let_in() throws Exception {
        String token = publish("one").token();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Caller> asking = () -> tokens.caller(token);
            for (Future<Caller> caller : many.invokeAll(Collections.nCopies(16, asking))) {
                assertThat(caller.get().name()).isEqualTo("an");
            }
        }

        assertThat(asked).hasValue(2);
    }

    @Test
    void a_key_of_the_realms_own_answer_is_asked_for_at_once() {
        RealmKeys keys = new RealmKeys(vertx, issuer(), now::get);
        keys.verified(publish("one").token());

        assertThat(keys.verifiedOfRealm(publish("two").token()).subject()).isEmpty();
    }

    /** Strangers can make us ask once a second at most. */
    @Test
    void a_token_that_ends_sessions_is_believed_though_its_key_is_seconds_old() {
        RealmKeys keys = new RealmKeys(vertx, issuer(), now::get);
        keys.verified(publish("one").token());
        String ending = publish("two").token();
        now.updateAndGet(time -> time.plusSeconds(1));

        assertThat(keys.verifiedSoon(ending).subject()).isEmpty();
        int before = asked.get();
        assertThatThrownBy(() -> keys.verifiedSoon(new Key("stranger").token())).isInstanceOf(Problem.class);
        assertThat(asked).hasValue(before);
    }

    @Test
    void what_is_wrong_in_itself_is_refused_though_no_key_was_ever_asked_for() {
        Key stranger = new Key("stranger");

        refused("");
        refused("a.b.c");
        refused("a.eyJ9.c");
        refused(stranger.token(new JsonObject().put("exp", now.get().getEpochSecond() - 31)));
        refused(stranger.token(new JsonObject().put("iss", "http://elsewhere.example.invalid/realms/hoctap")));
        refused(stranger.token(new JsonObject().put("aud", "account")));

        assertThat(asked).hasValue(0);
    }

    /** Its claims are as they should be, so only the header and the signature tell. */
    @Test
    void what_no_key_of_a_realm_can_have_signed_is_refused_though_no_key_was_ever_asked_for() {
        String[] good = new Key("stranger").token().split("\\.");

        refused(header("{\"alg\":\"none\"}") + "." + good[1] + ".");
        refused(header("{\"alg\":\"none\",\"kid\":\"one\"}") + "." + good[1] + "." + good[2]);
        refused(header("{\"alg\":\"HS256\",\"kid\":\"one\"}") + "." + good[1] + "." + good[2]);
        refused(header("{\"alg\":\"RS256\"}") + "." + good[1] + "." + good[2]);
        refused(header("[]") + "." + good[1] + "." + good[2]);
        refused("x." + good[1] + "." + good[2]);
        refused(good[0] + "." + good[1] + ".");
        refused(good[0] + "." + good[1] + "." + good[2] + ".x");
        refused(good[0] + "." + good[1] + "." + good[2] + "x".repeat(20_000));

        assertThat(asked).hasValue(0);
    }

    private static String header(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_is_wrong_in_itself_is_refused_without_asking_the_realm() {
        Key key = publish("one");
        tokens.caller(key.token());
        int before = asked.get();
        String[] parts = key.token().split("\\.");

        refused(key.token(new JsonObject().put("exp", now.get().getEpochSecond() - 31)));
        refused(key.token(new JsonObject().put("iss", "http://elsewhere.example.invalid/realms/hoctap")));
        refused(key.token(new JsonObject().put("aud", "account")));
        refused(key.token(new JsonObject().put("typ", "ID")));
        refused(key.token(new JsonObject().put("typ", "Logout")));
        refused(parts[0] + "." + parts[1] + ".");
        refused(parts[0] + "." + parts[1] + "." + parts[2].substring(4));

        assertThat(asked).hasValue(before);
    }

    @Test
    void clocks_may_differ_by_half_a_minute() {
        Key key = publish("one");

        assertThat(tokens.caller(key.token(new JsonObject().put("exp", now.get().getEpochSecond() - 29)))
                        .name())
                .isEqualTo("an");
        assertThat(tokens.caller(key.token(new JsonObject().put("nbf", now.get().getEpochSecond() + 29)))
                        .name())
                .isEqualTo("an");
        refused(key.token(new JsonObject().put("nbf", now.get().getEpochSecond() + 31)));
    }

    @Test
    void a_token_signed_by_a_stranger_under_a_known_name_is_forged() {
        publish("one");

        refused(new Key("one").token());
    }

    @Test
    void keys_for_encryption_and_of_unknown_kinds_do_not_disturb() {
        published.add(new JsonObject()
                .put("kid", "enc")
                .put("kty", "RSA")
                .put("use", "enc")
                .put("alg", "RSA-OAEP")
                .put("n", "AQAB")
                .put("e", "AQAB"));
        published.add(new JsonObject().put("kid", "odd").put("kty", "OKP").put("use", "sig"));

        assertThat(tokens.caller(publish("one").token()).name()).isEqualTo("an");
    }

    @Test
    void while_the_realm_is_away_nobody_is_called_a_forger() {
        Key key = new Key("one");
        Await.on(realm.close());

        assertThatThrownBy(() -> tokens.caller(key.token()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
    }

    @Test
    void a_realm_that_stops_in_the_middle_of_its_answer_holds_nobody_up() {
        HttpServer slow = Await.on(vertx.createHttpServer()
                .requestHandler(request ->
                        request.response().putHeader("content-length", "1000").write("{"))
                .listen(0, "127.0.0.1"));
        String issuer = "http://127.0.0.1:" + slow.actualPort() + "/r";
        RealmKeys keys = new RealmKeys(vertx, issuer, now::get, Duration.ofMillis(300));
        TokenCheck waiting = new KeycloakTokens(keys, "hoctap", now::get);
        String token = new Key("one").token(new JsonObject().put("iss", issuer));

        assertThatThrownBy(() -> waiting.caller(token))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
    }

    private void refused(String token) {
        assertThatThrownBy(() -> tokens.caller(token))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(401));
    }

    private Key publish(String id) {
        Key key = new Key(id);
        published.add(key.publicPart);
        return key;
    }

    private final class Key {
        private final JsonObject publicPart;
        private final JWTAuth signing;

        Key(String id) {
            KeyPair pair = pair();
            RSAPublicKey open = (RSAPublicKey) pair.getPublic();
            RSAPrivateCrtKey secret = (RSAPrivateCrtKey) pair.getPrivate();
            publicPart = new JsonObject()
                    .put("kid", id)
                    .put("kty", "RSA")
                    .put("alg", "RS256")
                    .put("use", "sig")
                    .put("n", text(open.getModulus()))
                    .put("e", text(open.getPublicExponent()));
            JsonObject whole = publicPart
                    .copy()
                    .put("d", text(secret.getPrivateExponent()))
                    .put("p", text(secret.getPrimeP()))
                    .put("q", text(secret.getPrimeQ()))
                    .put("dp", text(secret.getPrimeExponentP()))
                    .put("dq", text(secret.getPrimeExponentQ()))
                    .put("qi", text(secret.getCrtCoefficient()));
            signing = JWTAuth.create(vertx, new JWTAuthOptions().addJwk(whole));
        }

        String token() {
            return token(new JsonObject());
        }

        /** With other claims than usual. */
        String token(JsonObject more) {
            JsonObject claims = new JsonObject()
                    .put("iss", issuer())
                    .put("aud", "hoctap")
                    .put("exp", now.get().getEpochSecond() + 300)
                    .put("preferred_username", "an")
                    .put("realm_access", new JsonObject().put("roles", new JsonArray().add("admin")));
            return signing.generateToken(
                    claims.mergeIn(more), new JWTOptions().setAlgorithm("RS256").setNoTimestamp(true));
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
