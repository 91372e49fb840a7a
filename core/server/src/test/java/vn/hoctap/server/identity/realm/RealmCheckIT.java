package vn.hoctap.server.identity.realm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.realm.Finding.State;

/** Each setting that is often wrong is made wrong in a real Keycloak, named, and put right again. */
class RealmCheckIT {
    private static final SetUpRealm REALM = SetUpRealm.named();

    @BeforeAll
    static void set_up() {
        REALM.setUp();
    }

    @AfterEach
    void setup_repairs_what_was_broken() {
        REALM.setUp();
        assertThat(REALM.check()).extracting(Finding::state).containsOnly(State.OK);
    }

    @Test
    void nothing_answers() {
        Finding found = first(with("http://127.0.0.1:1/realms/hoctap", SetUpRealm.PUBLIC, REALM.secret()));

        assertThat(found.fault()).isEqualTo("unreachable");
        assertThat(found.text(Words.ENGLISH)).contains("keycloak.issuer", "http://127.0.0.1:1/realms/hoctap");
    }

    @Test
    void there_is_no_such_realm() {
        Finding found = first(with(REALM.server() + "/realms/nobodys", SetUpRealm.PUBLIC, REALM.secret()));

        assertThat(found.fault()).isEqualTo("no-realm");
        assertThat(found.text(Words.ENGLISH)).contains("\"nobodys\"", "keycloak.issuer");
        assertThat(found.remedy(Words.ENGLISH)).contains("hoctap keycloak setup");
    }

    @Test
    void what_answers_is_no_keycloak() {
        assertThat(first(with(REALM.server() + "/elsewhere/realms/x/y", SetUpRealm.PUBLIC, REALM.secret()))
                        .point())
                .isEqualTo(Point.ADDRESS);
    }

    @Test
    void the_realm_calls_itself_otherwise() {
        ObjectNode realm = (ObjectNode) REALM.get("");
        ((ObjectNode) realm.path("attributes")).put("frontendUrl", "https://id.example.invalid");
        REALM.admin("PUT", "", realm);
        try {
            Finding found = only(Point.ISSUER);
            assertThat(found.fault()).isEqualTo("issuer");
            assertThat(found.text(Words.ENGLISH))
                    .contains("keycloak.issuer is " + REALM.wish().issuer(), "https://id.example.invalid/realms/");
            assertThat(found.remedy(Words.ENGLISH)).contains("hostname");
        } finally {
            ((ObjectNode) realm.path("attributes")).put("frontendUrl", "");
            REALM.admin("PUT", "", realm);
        }
    }

    @Test
    void the_client_does_not_list_the_way_back() {
        REALM.changeClient(client -> client.putArray("redirectUris").add("https://other.example.invalid/*"));

        Finding found = only(Point.REDIRECT);
        assertThat(found.fault()).isEqualTo("redirect");
        assertThat(found.text(Words.ENGLISH)).contains(SetUpRealm.PUBLIC + "/sign-in/callback", "\"hoctap\"");
        assertThat(found.remedy(Words.ENGLISH)).contains("Valid redirect URIs", "http.publicUrl");
    }

    @Test
    void tokens_do_not_say_for_whom_they_are_meant() {
        REALM.removeMapper("audience");

        Finding found = only(Point.AUDIENCE);
        assertThat(found.fault()).isEqualTo("audience");
        assertThat(found.text(Words.ENGLISH)).contains("keycloak.audience");
        assertThat(found.remedy(Words.ENGLISH)).contains("audience mapper", "\"hoctap\"");
    }

    @Test
    void tokens_name_no_roles() {
        REALM.removeMapper("roles");

        Finding found = wrong().getFirst();
        assertThat(found.fault()).isEqualTo("role-mapper");
        assertThat(found.remedy(Words.ENGLISH)).contains("realm_access.roles");
        assertThat(wrong()).hasSize(1);
    }

    @Test
    void tokens_name_no_units() {
        REALM.removeMapper("org_units");

        assertThat(only(Point.UNIT_MAPPER).text(Words.ENGLISH)).contains("org_units");
    }

    @Test
    void a_realm_from_before_still_writes_names_into_id_tokens() {
        for (JsonNode scope : REALM.get("/client-scopes")) {
            if (scope.path("name").asText().matches("profile|email")) {
                String address = REALM.client() + "/default-client-scopes/"
                        + scope.path("id").asText();
                REALM.admin("PUT", address, Map.of());
            }
        }

        Finding found = only(Point.NAMES);
        assertThat(found.fault()).isEqualTo("telling-scopes");
        assertThat(found.text(Words.ENGLISH)).contains("\"hoctap\"", "profile", "email");
        assertThat(found.remedy(Words.ENGLISH)).contains("hoctap keycloak setup", "default client scopes");
    }

    @Test
    void the_realm_has_no_roles() {
        for (String role : List.of("learner", "officer", "center", "admin", "auditor")) {
            REALM.admin("DELETE", "/roles/" + role, Map.of());
        }

        Finding found = only(Point.ROLES);
        assertThat(found.text(Words.ENGLISH)).contains(REALM.name(), "learner");
        assertThat(found.remedy(Words.ENGLISH)).contains("officer", "hoctap keycloak setup");
    }

    @Test
    void the_clocks_differ() {
        Instant now = Instant.now();
        for (Duration skew : List.of(Duration.ofMinutes(10), Duration.ofMinutes(-10))) {
            List<Finding> findings = RealmCheck.run(REALM.wish(), InstantSource.fixed(now.plus(skew)));

            Finding found = findings.get(Point.CLOCK.ordinal());
            assertThat(found.fault()).isEqualTo(skew.isNegative() ? "clock-behind" : "clock-ahead");
            assertThat(found.remedy(Words.ENGLISH)).contains("NTP");
            assertThat(findings).filteredOn(each -> each.state() == State.WRONG).hasSize(1);
        }
    }

    @Test
    void the_secret_is_another_one() {
        REALM.admin("POST", REALM.client() + "/client-secret", Map.of());

        Finding found = only(Point.SECRET);
        assertThat(found.fault()).isEqualTo("wrong-secret");
        assertThat(found.text(Words.ENGLISH))
                .contains("keycloak.secretFile", REALM.secret().toString());
    }

    @Test
    void the_file_with_the_secret_is_missing() throws IOException {
        Path elsewhere = REALM.secret().resolveSibling("elsewhere");
        Finding found = second(with(REALM.wish().issuer(), SetUpRealm.PUBLIC, elsewhere));

        assertThat(found.fault()).isEqualTo("secret-file");
        assertThat(found.text(Words.ENGLISH)).contains(elsewhere.toString());
        Files.writeString(elsewhere, "\n");
        assertThat(second(with(REALM.wish().issuer(), SetUpRealm.PUBLIC, elsewhere))
                        .fault())
                .isEqualTo("secret-file");
        Files.delete(elsewhere);
    }

    @Test
    void the_client_is_switched_off_or_not_there() {
        REALM.changeClient(client -> client.put("enabled", false));

        assertThat(wrong()).extracting(Finding::fault).containsOnly("no-client");
        assertThat(wrong().getFirst().text(Words.ENGLISH)).contains("keycloak.clientId");
    }

    @Test
    void the_client_signs_nobody_in() {
        REALM.changeClient(client -> client.put("standardFlowEnabled", false));

        assertThat(only(Point.REDIRECT).fault()).isEqualTo("sign-in-off");
    }

    @Test
    void the_client_has_no_account_of_its_own() {
        REALM.changeClient(client -> client.put("serviceAccountsEnabled", false));

        assertThat(only(Point.SECRET).fault()).isEqualTo("no-service-account");
    }

    private static List<Finding> with(String issuer, String publicUrl, Path secret) {
        Wish wish = new Wish(issuer, "hoctap", "hoctap", publicUrl, Optional.of(secret), List.of());
        return RealmCheck.run(wish, InstantSource.system());
    }

    private static Finding first(List<Finding> findings) {
        assertThat(findings).hasSize(Point.values().length);
        assertThat(findings.getFirst().state()).isEqualTo(State.WRONG);
        assertThat(findings.subList(1, findings.size()))
                .extracting(Finding::state)
                .containsOnly(State.UNKNOWN);
        return findings.getFirst();
    }

    private static Finding second(List<Finding> findings) {
        return findings.get(Point.SECRET.ordinal());
    }

    private static List<Finding> wrong() {
        return REALM.check().stream()
                .filter(finding -> finding.state() == State.WRONG)
                .toList();
    }

    /** The one thing that is wrong. */
    private static Finding only(Point point) {
        List<Finding> wrong = wrong();
        assertThat(wrong).extracting(Finding::point).containsExactly(point);
        return wrong.getFirst();
    }
}
