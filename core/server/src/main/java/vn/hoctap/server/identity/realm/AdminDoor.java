package vn.hoctap.server.identity.realm;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import java.util.function.Function;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;

/**
 * The way in for an administrator of Keycloak itself.
 *
 * @param server Keycloak's address, without a realm
 * @param user an administrator of the realm {@code master}
 */
public record AdminDoor(URI server, String user, String password) {
    private static final String MASTER = "master";
    private static final String CLIENT = "admin-cli";

    /** @throws RealmFault in place of whatever goes wrong on the way */
    <T> T in(Function<Keycloak, T> work) {
        try (Keycloak keycloak = KeycloakBuilder.builder()
                .serverUrl(server.toString())
                .realm(MASTER)
                .clientId(CLIENT)
                .username(user)
                .password(password)
                .build()) {
            return work.apply(keycloak);
        } catch (WebApplicationException | ProcessingException failure) {
            throw fault(root(failure));
        }
    }

    private RealmFault fault(Throwable failure) {
        int status = failure instanceof WebApplicationException answered
                ? answered.getResponse().getStatus()
                : 0;
        return new RealmFault(
                switch (status) {
                    case 0 ->
                        "Keycloak cannot be reached at %s (%s); correct keycloak.issuer or --server, or start it."
                                .formatted(server, failure.getMessage());
                    // A wrong password is a bad request for a token.
                    case 400, 401, 403 ->
                        "Keycloak at %s does not let the administrator \"%s\" in, or he may not do this; check his name and password."
                                .formatted(server, user);
                    case 404 -> "There is no Keycloak at %s; correct keycloak.issuer or --server.".formatted(server);
                    default -> "Keycloak at %s refused: %s.".formatted(server, failure.getMessage());
                });
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return server + " as " + user;
    }
}
