package vn.hoctap.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.identity.RealmServer;

/** People of a real Keycloak sign in for the first time. */
class AccountIT {
    private static RealmServer server;

    @BeforeAll
    static void start() {
        server = RealmServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void farmer(String id, String identities) {
        server.post("quantri", "/api/v1/subjects", """
                {"id":"%s","kind":"citizen","name":"Trần Thị Bé","residence":"quang-vinh","identities":[%s]}""".formatted(id, identities));
    }

    private static int own(String username, String subject) {
        return server.status(server.realm().token(username), "/api/v1/subjects/" + subject);
    }

    @Test
    void the_mail_address_that_keycloak_has_verified_says_who_somebody_is() {
        farmer("mail-1", "{\"mbox\":\"mailto:tran.be@example.invalid\"}");
        server.realm().person("tran.be", "learner", null);
        server.realm().person("tran.ba", "learner", null);

        assertThat(own("tran.be", "mail-1")).isEqualTo(200);
        assertThat(own("tran.ba", "mail-1")).isEqualTo(403);
    }

    @Test
    void the_code_of_an_officer_says_who_somebody_is_while_he_is_signed_in() {
        farmer("code-1", "");
        server.realm().person("code.nguyen", "learner", null);
        String token = server.realm().token("code.nguyen");
        assertThat(server.status(token, "/api/v1/subjects/code-1")).isEqualTo(403);

        String code = server.post("canbo", "/api/v1/subjects/code-1/link-codes", "")
                .path("code")
                .asText();
        assertThat(server.send(HttpRequest.newBuilder(server.at("/api/v1/link"))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"code\":\"" + code + "\"}")))
                        .statusCode())
                .isEqualTo(204);

        assertThat(server.status(token, "/api/v1/subjects/code-1")).isEqualTo(200);
    }
}
