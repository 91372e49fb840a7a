package vn.hoctap.server.identity;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Await;

/**
 * The keys with which a Keycloak realm signs. They are fetched by discovery when the first token comes; again when one names
 * a key that is not known, at most every ten seconds, so that a new key works without a restart; and every five minutes, so
 * that one which the realm gave up is given up here within ten. Nothing is ever asked about a single token.
 */
public final class RealmKeys {
    private static final Logger LOG = LoggerFactory.getLogger(RealmKeys.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(5);
    private static final Duration PAUSE_FOR_ENDINGS = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration STALE = FRESH.multipliedBy(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Map<String, String> KINDS = Map.of("RSA", "RS256", "EC", "ES256");

    private record Keys(Map<String, JWTAuth> byId, Instant askedAt) {}

    private final Vertx vertx;
    private final WebClient http;
    private final String issuer;
    private final InstantSource clock;
    private final Duration patience;
    private final AtomicReference<@Nullable Promise<Void>> fetching = new AtomicReference<>();
    private volatile Keys keys = new Keys(Map.of(), Instant.EPOCH);

    /** @param issuer the realm's address, for instance {@code https://sso.example.org/realms/hoctap} */
    public RealmKeys(Vertx vertx, String issuer, InstantSource clock) {
        this(vertx, issuer, clock, PATIENCE);
    }

    /** @param patience how long the realm may take for one answer, to its last byte */
    RealmKeys(Vertx vertx, String issuer, InstantSource clock, Duration patience) {
        this.vertx = vertx;
        this.http = WebClient.create(vertx);
        this.issuer = issuer;
        this.clock = clock;
        this.patience = patience;
    }

    String issuer() {
        return issuer;
    }

    /**
     * What a token says that anybody may have sent.
     *
     * @throws Problem 401 unless the realm has signed it, 503 when nobody can tell now
     */
    Claims verified(String token) {
        return verified(token, keys.byId().isEmpty() ? PAUSE_WITHOUT_KEYS : PAUSE);
    }

    /** The same of a token that ends sessions, which must not wait: for it a key that is not known is asked for sooner. */
    Claims verifiedSoon(String token) {
        return verified(token, PAUSE_FOR_ENDINGS);
    }

    /** The same of a token that came from the realm itself: if its key is not known, it is new. */
    Claims verifiedOfRealm(String token) {
        return verified(token, Duration.ZERO);
    }

    private Claims verified(String token, Duration pause) {
        String id = Signatures.keyId(token);
        if (keys.byId().containsKey(id)) {
            refreshInTime();
        } else {
            fetch(pause);
        }
        JWTAuth key = keys.byId().get(id);
        if (key == null && keys.byId().isEmpty()) {
            throw Authority.away();
        }
        if (key == null) {
            throw Signatures.forged();
        }
        return Signatures.verified(key, token);
    }

    /** Nobody waits for it, unless nobody has come for so long that a key may have been given up long ago. */
    private void refreshInTime() {
        if (due(STALE)) {
            fetch(STALE);
        } else if (due(FRESH) && fetching.get() == null) {
            Thread.ofVirtual().name("realm-keys").start(() -> fetch(FRESH));
        }
    }

    private boolean due(Duration pause) {
        return !clock.instant().isBefore(keys.askedAt().plus(pause));
    }

    /** Who comes while another one asks waits for him. */
    private void fetch(Duration pause) {
        Promise<Void> mine = Promise.promise();
        Promise<Void> other = fetching.compareAndExchange(null, mine);
        if (other != null) {
            Await.on(other.future());
            return;
        }
        try {
            if (due(pause)) {
                keys = new Keys(keys.byId(), clock.instant());
                keys = new Keys(fetched(), keys.askedAt());
            }
        } catch (Exception failure) {
            // Not only runtime exceptions: what a connection fails with is a checked one that nobody declares.
            LOG.warn("The keys of keycloak.issuer could not be fetched: {}", failure.toString());
        } finally {
            fetching.set(null);
            mine.complete();
        }
    }

    private Map<String, JWTAuth> fetched() {
        JsonObject discovered = get(issuer + "/.well-known/openid-configuration");
        if (!issuer.equals(discovered.getString("issuer"))) {
            throw new IllegalStateException("the server there calls itself " + discovered.getString("issuer"));
        }
        return get(discovered.getString("jwks_uri")).getJsonArray("keys").stream()
                .map(JsonObject.class::cast)
                // One for any other use would be left out by the library, which then asks for no signature at all.
                .filter(key -> "sig".equals(key.getString("use", "sig")) && KINDS.containsKey(key.getString("kty")))
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
