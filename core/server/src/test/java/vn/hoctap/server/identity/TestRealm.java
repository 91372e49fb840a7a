package vn.hoctap.server.identity;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import vn.hoctap.server.http.Json;

/**
 * A realm of its own on the shared Keycloak: roles, a confidential client {@code hoctap} with the mappers and scopes that setup gives it,
 * and a public client {@code probe} by which tests get tokens without a browser.
 *
 * <pre>{@code
 * TestRealm realm = TestRealm.create("http://127.0.0.1:8080");
 * realm.person("lan", "learner", "cit-000001");
 * realm.person("hung", "officer", null, "quang-vinh");
 * String token = realm.token("lan");
 * }</pre>
 */
public final class TestRealm {
    public static final String CLIENT = "hoctap";
    public static final String PASSWORD = "mat-khau-thu";

    private static final String PROBE = "probe";
    private static final String KEYS = "org.keycloak.keys.KeyProvider";
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Keycloak keycloak = Keycloak.running();
    private final String name = "hoctap-" + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet();
    private final String secret = UUID.randomUUID().toString();

    private TestRealm(String publicUrl) {
        keycloak.admin("POST", "", realm(publicUrl));
        keycloak.admin("PUT", "/" + name + "/users/profile", onlyAdministratorsSetAttributes());
    }

    /** @param publicUrl where browsers find Hoctap, for its redirect addresses; a {@code *} at its end is allowed */
    public static TestRealm create(String publicUrl) {
        return new TestRealm(publicUrl);
    }

    public String name() {
        return name;
    }

    public String issuer() {
        return keycloak.address() + "/realms/" + name;
    }

    /** Of the client {@link #CLIENT}. */
    public String secret() {
        return secret;
    }

    /**
     * Somebody who signs in with {@link #PASSWORD}.
     *
     * @param subject the person he is; null: none
     * @param units the role holds there
     */
    public void person(String username, String role, String subject, String... units) {
        List<String> grants = Stream.of(units)
                .map(unit -> "{\"role\":\"%s\",\"unit\":\"%s\"}".formatted(role, unit))
                .toList();
        String location = keycloak.admin(
                        "POST",
                        "/" + name + "/users",
                        Map.of(
                                "username",
                                username,
                                "enabled",
                                true,
                                "email",
                                username + "@example.invalid",
                                "emailVerified",
                                true,
                                "firstName",
                                "Thử",
                                "lastName",
                                username,
                                "attributes",
                                Map.of("subject", subject == null ? List.of() : List.of(subject), "org_units", grants),
                                "credentials",
                                List.of(Map.of("type", "password", "value", PASSWORD, "temporary", false))))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        JsonNode found = keycloak.get("/" + name + "/roles/" + role);
        String id = location.substring(location.lastIndexOf('/') + 1);
        keycloak.admin("POST", "/" + name + "/users/" + id + "/role-mappings/realm", List.of(found));
    }

    /** Keycloak's id of somebody. */
    public String id(String username) {
        return keycloak.get("/" + name + "/users?exact=true&username=" + username)
                .required(0)
                .required("id")
                .textValue();
    }

    /** An access token for Hoctap. */
    public String token(String username) {
        return keycloak.token(name, Map.of("client_id", PROBE, "username", username, "password", PASSWORD));
    }

    /** So that {@link #tokenOfServer} works, for tokens of sessions that the server hears of. */
    void allowPasswords() {
        JsonNode client = client();
        ((ObjectNode) client).put("directAccessGrantsEnabled", true);
        admin("PUT", "/clients/" + client.required("id").textValue(), client);
    }

    String tokenOfServer(String username) {
        return keycloak.token(
                name, Map.of("client_id", CLIENT, "client_secret", secret, "username", username, "password", PASSWORD));
    }

    /** Which says who has signed in at Hoctap. */
    String identityToken(String username) {
        allowPasswords();
        return keycloak.tokens(
                        keycloak.address(),
                        name,
                        "password",
                        Map.of(
                                "client_id",
                                CLIENT,
                                "client_secret",
                                secret,
                                "username",
                                username,
                                "password",
                                PASSWORD))
                .required("id_token")
                .textValue();
    }

    /** The same realm under another of its names. */
    String tokenFrom(String host, String username) {
        URI server = URI.create("http://" + host + ":" + keycloak.address().getPort());
        Map<String, String> form = Map.of("client_id", PROBE, "username", username, "password", PASSWORD);
        return keycloak.tokens(server, name, "password", form)
                .required("access_token")
                .textValue();
    }

    /** A token for somebody else's program. */
    String tokenFor(String client, String username) {
        admin("POST", "/clients", Map.of("clientId", client, "publicClient", true, "directAccessGrantsEnabled", true));
        return keycloak.token(name, Map.of("client_id", client, "username", username, "password", PASSWORD));
    }

    /** A program that signs in by itself, with a role for one unit. */
    String service(String client, Role role, String unit) {
        admin(
                "POST",
                "/clients",
                Map.of(
                        "clientId",
                        client,
                        "secret",
                        secret,
                        "serviceAccountsEnabled",
                        true,
                        "standardFlowEnabled",
                        false,
                        "protocolMappers",
                        mappers()));
        String id =
                get("/clients?clientId=" + client).required(0).required("id").textValue();
        ObjectNode account = (ObjectNode) get("/clients/" + id + "/service-account-user");
        account.putObject("attributes")
                .putArray("org_units")
                .add("{\"role\":\"%s\",\"unit\":\"%s\"}".formatted(role.slug(), unit));
        String user = account.required("id").textValue();
        admin("PUT", "/users/" + user, account);
        admin("POST", "/users/" + user + "/role-mappings/realm", List.of(get("/roles/" + role.slug())));
        return keycloak.tokens(
                        keycloak.address(),
                        name,
                        "client_credentials",
                        Map.of("client_id", client, "client_secret", secret))
                .required("access_token")
                .textValue();
    }

    /** The ids of what makes the keys with which it signs. */
    List<String> signingKeys() {
        return get("/components?type=" + KEYS).findParents("providerId").stream()
                .filter(key -> key.required("providerId").textValue().equals("rsa-generated"))
                .map(key -> key.required("id").textValue())
                .toList();
    }

    /** From now on it signs with another one; those from before are still published. */
    void newSigningKey() {
        admin(
                "POST",
                "/components",
                Map.of(
                        "name",
                        "rsa-" + UUID.randomUUID(),
                        "providerId",
                        "rsa-generated",
                        "providerType",
                        KEYS,
                        "config",
                        Map.of(
                                "priority",
                                List.of(String.valueOf(200 + NEXT.incrementAndGet())),
                                "algorithm",
                                List.of("RS256"))));
    }

    void remove(List<String> keys) {
        keys.forEach(key -> admin("DELETE", "/components/" + key, Map.of()));
    }

    /** Takes out the mapper by which tokens are for Hoctap. */
    void withoutAudience() {
        String client = client().required("id").textValue();
        for (JsonNode mapper : get("/clients/" + client + "/protocol-mappers/models")) {
            if (mapper.required("name").textValue().equals("audience")) {
                admin(
                        "DELETE",
                        "/clients/" + client + "/protocol-mappers/models/"
                                + mapper.required("id").textValue(),
                        Map.of());
            }
        }
    }

    JsonNode client() {
        return get("/clients?clientId=" + CLIENT).required(0);
    }

    /** @param path below the realm */
    public void admin(String method, String path, Object body) {
        keycloak.admin(method, "/" + name + path, body);
    }

    /** @param path below the realm */
    public JsonNode get(String path) {
        return keycloak.get("/" + name + path);
    }

    private Map<String, Object> realm(String publicUrl) {
        return Map.of(
                "realm",
                name,
                "enabled",
                true,
                "roles",
                Map.of(
                        "realm",
                        Stream.of(Role.values())
                                .map(role -> Map.of("name", role.slug()))
                                .toList()),
                "clients",
                List.of(
                        Map.of(
                                "clientId",
                                CLIENT,
                                "secret",
                                secret,
                                "serviceAccountsEnabled",
                                true,
                                "redirectUris",
                                List.of(publicUrl + "/*"),
                                "attributes",
                                Map.of(
                                        "post.logout.redirect.uris",
                                        publicUrl + "/*",
                                        "backchannel.logout.url",
                                        publicUrl + KeycloakSignIn.BACK_CHANNEL,
                                        "backchannel.logout.session.required",
                                        "true",
                                        "pkce.code.challenge.method",
                                        "S256"),
                                "defaultClientScopes",
                                made().at("/defaultClientScopes"),
                                "protocolMappers",
                                mappers()),
                        Map.of(
                                "clientId",
                                PROBE,
                                "publicClient",
                                true,
                                "standardFlowEnabled",
                                false,
                                "directAccessGrantsEnabled",
                                true,
                                "defaultClientScopes",
                                made().at("/defaultClientScopes"),
                                "protocolMappers",
                                mappers())));
    }

    private static JsonNode mappers() {
        return made().at("/protocolMappers");
    }

    /** The client as {@code hoctap keycloak setup} makes it. */
    private static JsonNode made() {
        try (InputStream in = TestRealm.class.getResourceAsStream("/keycloak-realm.json")) {
            return Json.mapper().readTree(in).at("/clients/0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> onlyAdministratorsSetAttributes() {
        Map<String, Object> profile = new HashMap<>(Json.mapper()
                .convertValue(
                        keycloak.get("/" + name + "/users/profile"), new TypeReference<Map<String, Object>>() {}));
        profile.put("unmanagedAttributePolicy", "ADMIN_EDIT");
        return profile;
    }
}
