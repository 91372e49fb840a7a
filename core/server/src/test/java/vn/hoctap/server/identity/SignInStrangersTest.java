package vn.hoctap.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.TestDatabase;
import vn.hoctap.server.http.Front;
import vn.hoctap.server.http.Health;
import vn.hoctap.server.http.HttpEndpoint;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Rates;
import vn.hoctap.server.http.Visitor;

/** Strangers at the addresses at which people begin to sign in, and at which the realm says that a session is over. */
@ExtendWith(VertxExtension.class)
class SignInStrangersTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private final TestDatabase database = TestDatabase.open();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer realm;
    private Entrance entrance;
    private HttpEndpoint endpoint;
    private WebClient client;

    @BeforeEach
    void listen(Vertx vertx) {
        client = WebClient.create(vertx);
        realm = Await.on(vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.incrementAndGet();
                    request.response().end(answer(request.path()).toBuffer());
                })
                .listen(0, "127.0.0.1"));
        KeycloakSignIn authority = new KeycloakSignIn(
                vertx, new KeycloakSignIn.Client(issuer(), "hoctap", Optional.of("secret"), "hoctap"), CLOCK);
        entrance = new Entrance(
                authority,
                authority.tokens(),
                new Entrance.Ground(
                        vertx, database.database(), Optional.empty(), Rates.DEFAULT.limitSignIns(CLOCK), CLOCK));
        Pages pages = new Pages(false, (context, words) -> new Visitor(null, List.of()));
        endpoint = HttpEndpoint.open(
                vertx,
                new HttpEndpoint.Address("127.0.0.1", 0),
                Front.PLAIN,
                new Health(Map.of()),
                router -> entrance.mount(router, pages));
    }

    @AfterEach
    void close() {
        endpoint.close();
        entrance.close();
        Await.on(realm.close());
        database.close();
    }

    private String issuer() {
        return "http://127.0.0.1:" + realm.actualPort() + "/realms/hoctap";
    }

    private JsonObject answer(String path) {
        return path.endsWith("/openid-configuration")
                ? new JsonObject().put("issuer", issuer()).put("jwks_uri", issuer() + "/certs")
                : new JsonObject().put("keys", new JsonArray());
    }

    private int told(String token) {
        return Await.on(client.post(endpoint.port(), "127.0.0.1", KeycloakSignIn.BACK_CHANNEL)
                        .putHeader("Content-Type", "application/x-www-form-urlencoded")
                        .sendBuffer(Buffer.buffer("logout_token=" + token)))
                .statusCode();
    }

    private static String part(JsonObject json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String token(JsonObject claims) {
        return part(new JsonObject().put("alg", "RS256").put("kid", "one")) + "." + part(claims) + ".AAAA";
    }

    private JsonObject claims() {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", issuer())
                .put("aud", "hoctap")
                .put("iat", now)
                .put("exp", now + 60)
                .put("sid", "somebodys")
                .put(
                        "events",
                        new JsonObject().put("http://schemas.openid.net/event/backchannel-logout", new JsonObject()));
    }

    @Test
    void for_what_is_no_logout_token_in_itself_the_realm_is_not_asked() {
        for (String token : List.of(
                "",
                "a.b.c",
                token(claims().put("iss", "http://elsewhere.example.invalid/realms/hoctap")),
                token(claims().put("aud", "account")),
                token(claims().putNull("events")),
                token(claims().put("nonce", "n")),
                part(new JsonObject().put("alg", "none")) + "." + part(claims()) + ".")) {
            assertThat(told(token)).as(token).isBetween(400, 401);
        }
        assertThat(asked).hasValue(0);

        assertThat(told(token(claims()))).isEqualTo(503);
        assertThat(asked).hasValue(2);
    }

    private HttpResponse<Buffer> page(String path) {
        return Await.on(client.get(endpoint.port(), "127.0.0.1", path)
                .putHeader("Accept", "text/html")
                .send());
    }

    @Test
    void whoever_tries_to_sign_in_too_often_is_told_when_to_come_back() {
        HttpResponse<Buffer> last = page("/sign-in/callback?code=x&state=y");
        assertThat(last.statusCode()).isEqualTo(403);
        for (int i = 0; i < Rates.DEFAULT.signIns() * 2 && last.statusCode() == 403; i++) {
            last = page("/sign-in/callback?code=x&state=y");
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(last.getHeader("Retry-After"))).isBetween(1, 60);
        assertThat(page("/sign-in").statusCode()).isEqualTo(429);
        assertThat(asked).hasValue(0);
    }
}
