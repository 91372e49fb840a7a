package vn.hoctap.server;

import java.util.function.Consumer;
import vn.hoctap.server.identity.Authority;
import vn.hoctap.server.identity.ClientSecret;
import vn.hoctap.server.identity.DemoSignIn;
import vn.hoctap.server.identity.DemoTokens;
import vn.hoctap.server.identity.KeycloakSignIn;
import vn.hoctap.server.identity.Persona;

/** Who signs the tokens: the Keycloak of the settings, or in the demo this process itself. */
final class Signing {
    private Signing() {}

    /** @param demonstrated told what signs in the demo */
    static Authority with(Core core, Settings settings, Consumer<DemoTokens> demonstrated) {
        return settings.keycloak().map(keycloak -> keycloak(core, keycloak)).orElseGet(() -> {
            DemoTokens tokens = new DemoTokens(core.vertx(), core.clock());
            demonstrated.accept(tokens);
            return demo(core, tokens);
        });
    }

    private static Authority keycloak(Core core, Settings.Keycloak keycloak) {
        return new KeycloakSignIn(
                core.vertx(),
                new KeycloakSignIn.Client(
                        keycloak.issuer(),
                        keycloak.clientId(),
                        keycloak.secretFile().map(ClientSecret::read),
                        keycloak.audience()),
                core.clock());
    }

    private static Authority demo(Core core, DemoTokens tokens) {
        for (Persona persona : Persona.values()) {
            core.accounts().introduce(tokens.account(persona), persona.slug());
        }
        return new DemoSignIn(tokens);
    }
}
