package vn.hoctap.server.identity.realm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;

/** What must be in the realm, from the file that Keycloak can import as well, with the names of one installation. */
record RealmFile(ObjectNode tree) {
    private static final String FILE = "/keycloak-realm.json";
    /** Scopes that write names and mail addresses into ID tokens. */
    static final Set<String> TELLING = Set.of("profile", "email", "address", "phone");

    private static final List<String> PARTS_OF_CLIENT =
            List.of("protocolMappers", "defaultClientScopes", "optionalClientScopes");

    /** Reads what a newer Keycloak says as well. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    static RealmFile of(Wish wish) {
        ObjectNode tree = read();
        String defaultRole = "default-roles-" + wish.realm().toLowerCase(Locale.ROOT);
        tree.put("realm", wish.realm());
        object(tree, "defaultRole").put("name", defaultRole);
        ArrayNode roles = (ArrayNode) tree.at("/roles/realm");
        ((ObjectNode) roles.get(roles.size() - 1)).put("name", defaultRole);
        ObjectNode client = (ObjectNode) tree.at("/clients/0");
        client.put("clientId", wish.clientId()).put("rootUrl", wish.publicUrl());
        ((ObjectNode) client.at("/protocolMappers/0/config")).put("included.custom.audience", wish.audience());
        ObjectNode scope = (ObjectNode) tree.at("/scopeMappings/0");
        scope.put("client", wish.clientId());
        ((ArrayNode) scope.path("roles")).set(0, defaultRole);
        ObjectNode service = (ObjectNode) tree.at("/users/0");
        service.put("username", "service-account-" + wish.clientId().toLowerCase(Locale.ROOT))
                .put("serviceAccountClientId", wish.clientId());
        ((ArrayNode) service.path("realmRoles")).set(0, defaultRole);
        return new RealmFile(tree);
    }

    static ObjectNode read() {
        try (InputStream in = Objects.requireNonNull(RealmFile.class.getResourceAsStream(FILE), FILE)) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T as(Class<T> type, JsonNode node) {
        return JSON.convertValue(node, type);
    }

    RealmRepresentation whole() {
        return as(RealmRepresentation.class, tree);
    }

    /** With the names of the roles: everybody's own one comes last. */
    List<ObjectNode> roles() {
        List<ObjectNode> roles = tree.at("/roles/realm")
                .valueStream()
                .map(ObjectNode.class::cast)
                .toList();
        return roles.subList(0, roles.size() - 1);
    }

    String defaultRole() {
        return tree.at("/defaultRole/name").asText();
    }

    /** Which roles everybody has. */
    List<String> everybodys() {
        JsonNode roles = tree.at("/roles/realm");
        return texts(roles.get(roles.size() - 1).at("/composites/realm"));
    }

    List<ObjectNode> groups() {
        return tree.path("groups").valueStream().map(ObjectNode.class::cast).toList();
    }

    String clientId() {
        return tree.at("/clients/0/clientId").asText();
    }

    ObjectNode wholeClient() {
        return (ObjectNode) tree.at("/clients/0");
    }

    /** What is said of the client itself. */
    ObjectNode client() {
        return wholeClient().deepCopy().remove(PARTS_OF_CLIENT);
    }

    List<ProtocolMapperRepresentation> mappers() {
        return wholeClient()
                .path("protocolMappers")
                .valueStream()
                .map(mapper -> as(ProtocolMapperRepresentation.class, mapper))
                .toList();
    }

    List<String> clientScopes() {
        return texts(wholeClient().path("defaultClientScopes"));
    }

    /** The roles that tokens for the client may name. */
    List<String> scopeRoles() {
        return texts(tree.at("/scopeMappings/0/roles"));
    }

    /** What is said of the account by which the client itself signs in. */
    ObjectNode serviceAccount() {
        return ((ObjectNode) tree.at("/users/0")).objectNode().set("attributes", tree.at("/users/0/attributes"));
    }

    UPConfig userProfile() {
        String text = tree.at(
                        "/components/org.keycloak.userprofile.UserProfileProvider/0/config/kc.user.profile.config/0")
                .asText();
        try {
            return JSON.readValue(text, UPConfig.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static ObjectNode object(ObjectNode parent, String name) {
        return (ObjectNode) parent.path(name);
    }
}
