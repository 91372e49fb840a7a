package vn.hoctap.server.identity.realm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.RealmServer;

/** What an administrator sees of a real Keycloak. */
class SsoPagesIT {

    @Test
    void the_administrator_sees_which_setting_is_wrong_and_what_to_do() {
        try (RealmServer server = RealmServer.start()) {
            server.realm().admin("POST", client(server) + "/client-secret", "");

            HttpResponse<String> page = page(server, "quantri");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("keycloak.secretFile", Words.VIETNAMESE.get("sso.point.SECRET"), "hoctap keycloak setup")
                    .doesNotContain(server.realm().secret());
            assertThat(page(server, "canbo").statusCode()).isEqualTo(403);
        }
    }

    private static String client(RealmServer server) {
        return "/clients/"
                + server.realm()
                        .get("/clients?clientId=hoctap")
                        .required(0)
                        .required("id")
                        .textValue();
    }

    private static HttpResponse<String> page(RealmServer server, String username) {
        return server.send(HttpRequest.newBuilder(server.at("/admin/sso"))
                .header("Accept", "text/html")
                .header("Authorization", "Bearer " + server.realm().token(username)));
    }
}
