package vn.hoctap.server.identity.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import vn.hoctap.server.identity.Keycloak;
import vn.hoctap.server.identity.Role;

/** A realm of the shared Keycloak that {@link RealmSetup} makes, and in which tests break one thing and another. */
final class SetUpRealm {
    static final String PUBLIC = "http://localhost:18080";

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Keycloak keycloak = Keycloak.running();
    private final String name;
    private final Path secret;

    private SetUpRealm(String name) {
        this.name = name;
        try {
            secret = Files.createTempDirectory("hoctap-realm-")
                    .resolve("secrets")
                    .resolve("keycloak");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing is there yet. */
    static SetUpRealm named() {
        return new SetUpRealm("setup-" + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet());
    }

    static SetUpRealm called(String name) {
        return new SetUpRealm(name);
    }

    Wish wish() {
        return new Wish(
                keycloak.address() + "/realms/" + name,
                "hoctap",
                "hoctap",
                PUBLIC,
                Optional.of(secret),
                List.of(new Wish.Place(Role.OFFICER, "quang-vinh")));
    }

    List<String> setUp() {
        return RealmSetup.run(door(), wish(), false);
    }

    List<String> wouldSetUp() {
        return RealmSetup.run(door(), wish(), true);
    }

    AdminDoor door() {
        return new AdminDoor(keycloak.address(), Keycloak.ADMIN, Keycloak.PASSWORD);
    }

    List<Finding> check() {
        return RealmCheck.run(wish(), InstantSource.system());
    }

    URI server() {
        return keycloak.address();
    }

    String name() {
        return name;
    }

    Path secret() {
        return secret;
    }

    /** @param path below the realm */
    void admin(String method, String path, Object body) {
        keycloak.admin(method, "/" + name + path, body);
    }

    void create(Object realm) {
        keycloak.admin("POST", "", realm);
    }

    JsonNode get(String path) {
        return keycloak.get("/" + name + path);
    }

    String client() {
        return "/clients/"
                + get("/clients?clientId=hoctap").required(0).required("id").textValue();
    }

    void changeClient(Consumer<ObjectNode> change) {
        ObjectNode client = (ObjectNode) get(client());
        change.accept(client);
        admin("PUT", client(), client);
    }

    void removeMapper(String mapper) {
        String models = client() + "/protocol-mappers/models";
        get(models)
                .valueStream()
                .filter(model -> model.path("name").asText().equals(mapper))
                .forEach(
                        model -> admin("DELETE", models + "/" + model.path("id").asText(), Map.of()));
    }

    String tokens() {
        return keycloak.address() + "/realms/" + name + "/protocol/openid-connect/token";
    }
}
