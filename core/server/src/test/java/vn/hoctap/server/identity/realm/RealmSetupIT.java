package vn.hoctap.server.identity.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.identity.realm.Finding.State;

/** The realm that a real Keycloak has afterwards. */
class RealmSetupIT {

    @Test
    void a_realm_is_created_once_and_then_in_order() throws IOException {
        SetUpRealm realm = SetUpRealm.named();

        assertThat(realm.wouldSetUp()).singleElement().asString().contains("realm " + realm.name() + ": created");
        assertThat(realm.setUp()).first().asString().contains("realm " + realm.name() + ": created");
        assertThat(realm.secret()).exists();
        assertThat(Files.getPosixFilePermissions(realm.secret())).hasSize(2);

        assertThat(realm.setUp()).isEmpty();
        assertThat(realm.check()).extracting(Finding::state).containsOnly(State.OK);
    }

    @Test
    void a_realm_that_was_there_gets_what_it_lacks_and_keeps_what_it_has() {
        SetUpRealm realm = SetUpRealm.named();
        realm.create(Map.of(
                "realm",
                realm.name(),
                "enabled",
                true,
                "accessTokenLifespan",
                60,
                "clients",
                List.of(Map.of("clientId", "hoctap", "redirectUris", List.of("https://old.example.invalid/x")))));

        List<String> would = realm.wouldSetUp();
        assertThat(realm.setUp())
                .hasSizeGreaterThanOrEqualTo(would.size())
                .anyMatch(line -> line.contains("redirectUris"))
                .anyMatch(line -> line.contains("no longer has the scope profile"))
                .anyMatch(line -> line.contains("no longer has the scope email"));

        assertThat(realm.setUp()).isEmpty();
        assertThat(realm.check()).extracting(Finding::state).containsOnly(State.OK);
        assertThat(realm.get("").path("accessTokenLifespan").asInt()).isEqualTo(60);
        assertThat(RealmFile.texts(realm.get(realm.client()).path("redirectUris")))
                .containsExactlyInAnyOrder("https://old.example.invalid/x", "/sign-in/callback");
    }

    @Test
    void the_file_that_keycloak_imports_gives_the_same() throws IOException {
        SetUpRealm imported = SetUpRealm.named();
        ObjectNode file = RealmFile.read();
        file.put("realm", imported.name());
        JsonNode shipped = RealmFile.of(imported.wish()).tree();
        // The names of an installation: its realm, and so its default role; and its own address.
        assertThat(RealmFile.JSON
                        .writeValueAsString(shipped)
                        .replace("default-roles-" + imported.name(), "default-roles-hoctap")
                        .replace(SetUpRealm.PUBLIC, "http://localhost:8080"))
                .isEqualTo(RealmFile.JSON.writeValueAsString(file));

        SetUpRealm hoctap = SetUpRealm.called("hoctap");
        hoctap.create(RealmFile.read());
        assertThat(hoctap.wouldSetUp())
                .as("all but the address, the place that was wished for and the secret in the file")
                .hasSize(3)
                .anyMatch(line -> line.contains("rootUrl"))
                .anyMatch(line -> line.contains("group /officer/quang-vinh"))
                .anyMatch(line -> line.contains("secret: written"));
        hoctap.admin("DELETE", "", Map.of());
    }

    @Test
    void who_is_in_a_group_has_its_role_for_its_unit() throws IOException {
        SetUpRealm realm = SetUpRealm.named();
        realm.setUp();
        realm.admin(
                "POST",
                "/users",
                Map.of(
                        "username",
                        "hung",
                        "enabled",
                        true,
                        "email",
                        "hung@example.invalid",
                        "emailVerified",
                        true,
                        "firstName",
                        "Thử",
                        "lastName",
                        "Hùng",
                        "groups",
                        List.of("/officer/quang-vinh"),
                        "credentials",
                        List.of(Map.of("type", "password", "value", "mat-khau-thu", "temporary", false))));
        realm.changeClient(client -> client.put("directAccessGrantsEnabled", true));

        JsonNode tokens = tokens(realm, "hung");
        JsonNode claims = claims(tokens, "access_token");

        assertThat(RealmFile.texts(claims.at("/realm_access/roles"))).contains("officer", "learner");
        assertThat(claims.at("/org_units"))
                .isEqualTo(Json.mapper().readTree("[{\"role\":\"officer\",\"unit\":\"quang-vinh\"}]"));
        assertThat(claims.path("aud").asText()).isEqualTo("hoctap");
        assertThat(claims.path("preferred_username").asText()).isEqualTo("hung");
        assertThat(claims.path("email").asText()).isEqualTo("hung@example.invalid");
        assertThat(claims.path("email_verified")).isEqualTo(BooleanNode.TRUE);
        // It stands in the address at which he signs out.
        assertThat(claims(tokens, "id_token").toString()).contains("\"sid\"").doesNotContainIgnoringCase("hung", "Thử");
        assertThat(realm.setUp()).containsExactly("client hoctap: directAccessGrantsEnabled was true, is false");
    }

    private static JsonNode tokens(SetUpRealm realm, String user) throws IOException {
        try (Door door = new Door()) {
            return door.post(
                            realm.tokens(),
                            Map.of(
                                    "grant_type", "password",
                                    "scope", "openid",
                                    "client_id", "hoctap",
                                    "client_secret",
                                            new SecretFile(realm.secret())
                                                    .read()
                                                    .orElseThrow(),
                                    "username", user,
                                    "password", "mat-khau-thu"))
                    .json();
        }
    }

    private static JsonNode claims(JsonNode tokens, String name) throws IOException {
        String token = tokens.required(name).textValue();
        return RealmFile.JSON.readTree(
                new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    @Test
    void attributes_that_people_could_set_themselves_are_taken_from_them() {
        SetUpRealm realm = SetUpRealm.named();
        realm.setUp();
        ObjectNode profile = (ObjectNode) realm.get("/users/profile");
        profile.path("attributes")
                .valueStream()
                .filter(attribute -> attribute.path("name").asText().equals("subject"))
                .forEach(attribute -> ((ObjectNode) attribute.path("permissions"))
                        .putArray("edit")
                        .add("admin")
                        .add("user"));
        realm.admin("PUT", "/users/profile", profile);

        assertThat(realm.setUp()).containsExactly("attribute subject: only administrators set it");
        assertThat(realm.setUp()).isEmpty();
    }

    @Test
    void a_wrong_administrator_and_a_wrong_address_are_named() {
        SetUpRealm realm = SetUpRealm.named();

        assertThatThrownBy(() -> RealmSetup.run(new AdminDoor(realm.server(), "admin", "falsch"), realm.wish(), false))
                .isInstanceOf(RealmFault.class)
                .hasMessageContaining("administrator \"admin\"");
        assertThatThrownBy(() -> RealmSetup.run(
                        new AdminDoor(URI.create("http://127.0.0.1:1"), "admin", "x"), realm.wish(), false))
                .isInstanceOf(RealmFault.class)
                .hasMessageContaining("127.0.0.1:1");
    }
}
