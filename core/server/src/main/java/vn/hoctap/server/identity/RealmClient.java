package vn.hoctap.server.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.KeycloakAuth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.http.Problem;

/**
 * What this server, known to a Keycloak realm as a client, asks it for people who sign in: by the authorisation code flow
 * with PKCE. Where to ask is discovered when the first one comes. What the realm answers is believed by its keys, as
 * anybody's tokens are. Safe for use from any thread.
 */
final class RealmClient {
    private static final Logger LOG = LoggerFactory.getLogger(RealmClient.class);
    private static final int PATIENCE_SECONDS = 5;
    /** When the realm sets no end. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private final Vertx vertx;
    private final RealmKeys keys;
    private final String clientId;
    private final String secret;
    private final InstantSource clock;
    private final AtomicReference<Optional<OAuth2Auth>> discovered = new AtomicReference<>(Optional.empty());

    RealmClient(Vertx vertx, RealmKeys keys, String clientId, String secret, InstantSource clock) {
        this.vertx = vertx;
        this.keys = keys;
        this.clientId = clientId;
        this.secret = secret;
        this.clock = clock;
    }

    /** Where the browser goes. Throws Problem 503 when the realm cannot be asked. */
    String address(Attempt attempt, String back, String language) {
        return realm().authorizeURL(new OAuth2AuthorizationURL()
                .setRedirectUri(back)
                .setScopes(List.of("openid"))
                .setState(attempt.state())
                .setCodeChallenge(attempt.challenge())
                .setCodeChallengeMethod("S256")
                .putAdditionalParameter("nonce", attempt.nonce())
                .putAdditionalParameter("ui_locales", language));
    }

    /** Empty: the realm does not know the code, or says of somebody else. Throws Problem 503 when it cannot be asked. */
    Optional<Tokens> exchanged(String code, Attempt attempt, String back) {
        return asked(realm().authenticate(new Oauth2Credentials()
                        .setFlow(OAuth2FlowType.AUTH_CODE)
                        .setCode(code)
                        .setCodeVerifier(attempt.verifier())
                        .setRedirectUri(back)))
                .filter(tokens -> tokens.identity() != null
                        && keys.verifiedOfRealm(tokens.identity())
                                .identifies(keys.issuer(), clientId, attempt.nonce(), clock.instant()));
    }

    /** Empty: the realm has ended the session. Throws Problem 503 when it cannot be asked. */
    Optional<Tokens> renewed(Tokens held) {
        return asked(realm().refresh(User.create(new JsonObject().put("refresh_token", held.refresh()))));
    }

    /** Empty: nobody knows where. */
    Optional<String> farewell(Tokens held, String home) {
        try {
            return Optional.of(realm().endSessionURL(
                            User.create(new JsonObject().put("id_token", held.identity())),
                            new JsonObject()
                                    .put("client_id", clientId)
                                    .put("id_token_hint", held.identity())
                                    .put("post_logout_redirect_uri", home)));
        } catch (Problem away) {
            return Optional.empty();
        }
    }

    private Optional<Tokens> asked(Future<User> answer) {
        try {
            // The client's own timeout begins anew with every byte; this one is for all of them.
            JsonObject got =
                    Await.on(answer.timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)).principal();
            String access = got.getString("access_token");
            // Straight from the realm: a key that is not known yet is a new one.
            keys.verifiedOfRealm(access);
            return Optional.of(
                    new Tokens(access, got.getString("refresh_token"), got.getString("id_token"), ends(got)));
        } catch (Exception failure) {
            // Not only runtime exceptions: what a connection fails with is a checked one that nobody declares.
            if (String.valueOf(failure.getMessage()).contains("invalid_grant")) {
                return Optional.empty();
            }
            LOG.warn("Keycloak did not give tokens; hoctap keycloak check names the reason: {}", failure.toString());
            throw Authority.away();
        }
    }

    private Instant ends(JsonObject got) {
        long refresh = got.getLong("refresh_expires_in", 0L);
        long access = got.getLong("expires_in", 0L);
        long seconds = got.getString("refresh_token") == null ? access : refresh > 0 ? refresh : LONGEST.toSeconds();
        return clock.instant().plusSeconds(seconds);
    }

    private OAuth2Auth realm() {
        Optional<OAuth2Auth> known = discovered.get();
        if (known.isPresent()) {
            return known.get();
        }
        OAuth2Options options = new OAuth2Options()
                .setSite(keys.issuer())
                .setClientId(clientId)
                .setClientSecret(secret)
                .setHttpClientOptions(new HttpClientOptions()
                        .setConnectTimeout(Math.toIntExact(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)))
                        .setIdleTimeout(PATIENCE_SECONDS));
        try {
            OAuth2Auth found =
                    Await.on(KeycloakAuth.discover(vertx, options).timeout(2 * PATIENCE_SECONDS, TimeUnit.SECONDS));
            discovered.set(Optional.of(found));
            return found;
        } catch (Exception failure) {
            LOG.warn("keycloak.issuer could not be asked where to sign in: {}", failure.toString());
            throw Authority.away();
        }
    }
}
