package vn.hoctap.server.identity;

import java.time.InstantSource;

/** Tokens of a Keycloak realm, checked here with the realm's published keys. */
public final class KeycloakTokens implements TokenCheck {
    private final RealmKeys keys;
    private final String audience;
    private final InstantSource clock;

    public KeycloakTokens(RealmKeys keys, String audience, InstantSource clock) {
        this.keys = keys;
        this.audience = audience;
        this.clock = clock;
    }

    @Override
    public Caller caller(String token) {
        // What is wrong in itself says so before any key is looked for.
        Claims.unverified(token).caller(keys.issuer(), audience, clock.instant());
        return keys.verified(token).caller(keys.issuer(), audience, clock.instant());
    }
}
