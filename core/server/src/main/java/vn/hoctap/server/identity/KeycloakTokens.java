package vn.hoctap.server.identity;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.http.Problem;

/**
 * Tokens of a Keycloak realm, checked here with the realm's published keys. The keys are fetched by discovery when the
 * first token comes, and again when a token names a key that is not known, at most once a minute; nothing is ever asked
 * about a single token.
 */
public final class KeycloakTokens implements TokenCheck {
    private static final Logger LOG = LoggerFactory.getLogger(KeycloakTokens.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Map<String, String> KINDS = Map.of("RSA", "RS256", "EC", "ES256");

    private record Keys(Map<String, JWTAuth> byId, Instant askedAt) {}

    private final Vertx vertx;
    private final WebClient http;
    private final String issuer;
    private final String audience;
    private final InstantSource clock;
    private final Duration patience;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Keys keys = new Keys(Map.of(), Instant.EPOCH);

    /** @param issuer the realm's address, for instance {@code https://sso.example.org/realms/hoctap} */
    public KeycloakTokens(Vertx vertx, String issuer, String audience, InstantSource clock) {
        this(vertx, issuer, audience, clock, PATIENCE);
    }

    /** @param patience how long the realm may take for one answer, to its last byte */
    KeycloakTokens(Vertx vertx, String issuer, String audience, InstantSource clock, Duration patience) {
        this.vertx = vertx;
        this.http = WebClient.create(vertx);
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public Caller caller(String token) {
        String id = keyId(token);
        JWTAuth key = keys.byId().get(id);
        if (key == null) {
            key = refetched().byId().get(id);
        }
        if (key == null && keys.byId().isEmpty()) {
            throw new Problem(503, "Unavailable", "The sign-in server cannot be asked now; try again.", List.of());
        }
        if (key == null) {
            throw Signatures.forged();
        }
        return Signatures.verified(key, token).caller(issuer, audience, clock.instant());
    }

    private static String keyId(String token) {
        try {
            byte[] header = Base64.getUrlDecoder().decode(token.substring(0, Math.max(0, token.indexOf('.'))));
            return String.valueOf(new JsonObject(new String(header, StandardCharsets.UTF_8)).getValue("kid"));
        } catch (IllegalArgumentException | DecodeException odd) {
            throw Signatures.forged();
        }
    }

    /** Who comes while another one asks does not wait: he gets what is known. */
    private Keys refetched() {
        Duration pause = keys.byId().isEmpty() ? PAUSE_WITHOUT_KEYS : PAUSE;
        if (clock.instant().isBefore(keys.askedAt().plus(pause)) || !fetching.tryLock()) {
            return keys;
        }
        try {
            keys = new Keys(keys.byId(), clock.instant());
            keys = new Keys(fetched(), keys.askedAt());
        } catch (Exception failure) {
            // Not only runtime exceptions: what a connection fails with is a checked one that nobody declares.
            LOG.warn("The keys of keycloak.issuer could not be fetched: {}", failure.toString());
        } finally {
            fetching.unlock();
        }
        return keys;
    }

    private Map<String, JWTAuth> fetched() {
        JsonObject discovered = get(issuer + "/.well-known/openid-configuration");
        if (!issuer.equals(discovered.getString("issuer"))) {
            throw new IllegalStateException("the server there calls itself " + discovered.getString("issuer"));
        }
        return get(discovered.getString("jwks_uri")).getJsonArray("keys").stream()
                .map(JsonObject.class::cast)
                .filter(key -> !"enc".equals(key.getString("use")) && KINDS.containsKey(key.getString("kty")))
                .collect(Collectors.toMap(key -> key.getString("kid"), this::auth, (one, other) -> one));
    }

    private JWTAuth auth(JsonObject key) {
        JsonObject complete = key.containsKey("alg") ? key : key.copy().put("alg", KINDS.get(key.getString("kty")));
        return JWTAuth.create(
                vertx,
                new JWTAuthOptions().setJWTOptions(Signatures.SIGNATURE_ONLY).addJwk(complete));
    }

    private JsonObject get(@Nullable String address) {
        // The client's own timeout begins anew with every byte; this one is for all of them.
        HttpResponse<Buffer> response = Await.on(
                http.getAbs(String.valueOf(address)).send().timeout(patience.toMillis(), TimeUnit.MILLISECONDS));
        JsonObject body = response.statusCode() == 200 ? response.bodyAsJsonObject() : null;
        if (body == null) {
            throw new IllegalStateException(address + " answers " + response.statusCode() + " without a document");
        }
        return body;
    }
}
