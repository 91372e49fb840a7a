package vn.hoctap.server.identity;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;

/** Tokens of the same shape as Keycloak's, signed with a key that lives as long as the process. For the demo alone. */
public final class DemoTokens implements TokenCheck {
    static final int HOURS = 12;
    private static final String ISSUER = "hoctap-demo";
    private static final String AUDIENCE = "hoctap";
    private static final int KEY_BITS = 2048;

    private final JWTAuth keys;
    private final InstantSource clock;

    public DemoTokens(Vertx vertx, InstantSource clock) {
        this.clock = clock;
        KeyPair pair = pair();
        keys = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .setJWTOptions(Signatures.SIGNATURE_ONLY)
                        .addPubSecKey(key(pem("PUBLIC KEY", pair.getPublic().getEncoded())))
                        .addPubSecKey(key(pem("PRIVATE KEY", pair.getPrivate().getEncoded()))));
    }

    @Override
    public Caller caller(String token) {
        return Signatures.verified(keys, token).caller(ISSUER, AUDIENCE, clock.instant());
    }

    public AccountId account(Persona persona) {
        return new AccountId(ISSUER, persona.slug());
    }

    public String token(Persona persona) {
        JsonObject claims = claims(persona.slug())
                .put(
                        "realm_access",
                        new JsonObject()
                                .put("roles", new JsonArray().add(persona.role().slug())))
                .put("org_units", units(persona));
        persona.subject().ifPresent(subject -> claims.put("subject", subject));
        return sign(claims);
    }

    /** For people whom the demo does not have: what is said of him, such as {@code realm_access} and {@code org_units}. */
    public String token(String name, JsonObject more) {
        return sign(claims(name).mergeIn(more));
    }

    private JsonObject claims(String name) {
        long now = clock.instant().getEpochSecond();
        return new JsonObject()
                .put("iss", ISSUER)
                .put("aud", AUDIENCE)
                .put("iat", now)
                .put("exp", now + HOURS * 3600L)
                .put("sub", name)
                .put("preferred_username", name);
    }

    private String sign(JsonObject claims) {
        return keys.generateToken(claims, new JWTOptions().setAlgorithm("RS256").setNoTimestamp(true));
    }

    private static JsonArray units(Persona persona) {
        return persona.role() == Role.LEARNER
                ? new JsonArray()
                : new JsonArray()
                        .add(new JsonObject()
                                .put("role", persona.role().slug())
                                .put("unit", persona.unit().orElse(null)));
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static PubSecKeyOptions key(String pem) {
        return new PubSecKeyOptions().setAlgorithm("RS256").setBuffer(pem);
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(encoded), kind);
    }
}
