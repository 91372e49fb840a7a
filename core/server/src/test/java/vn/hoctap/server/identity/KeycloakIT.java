package vn.hoctap.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a real Keycloak says of people is understood. */
@ExtendWith(VertxExtension.class)
class KeycloakIT {
    private static final TestRealm REALM = TestRealm.create("http://127.0.0.1:1");

    @Test
    void a_learner_is_the_person_that_he_is(Vertx vertx) {
        REALM.person("lan", "learner", "cit-000001");

        Caller caller = tokens(vertx).caller(REALM.token("lan"));

        assertThat(caller.subject()).contains("cit-000001");
        assertThat(caller.grants()).containsExactly(new Grant(Role.LEARNER, null));
    }

    @Test
    void an_officer_is_one_in_each_of_his_parts(Vertx vertx) {
        REALM.person("hung", "officer", null, "quang-vinh", "lien-huong");

        Caller caller = tokens(vertx).caller(REALM.token("hung"));

        assertThat(caller.name()).isEqualTo("hung");
        assertThat(caller.grants())
                .containsExactlyInAnyOrder(
                        new Grant(Role.OFFICER, "quang-vinh"), new Grant(Role.OFFICER, "lien-huong"));
    }

    private static TokenCheck tokens(Vertx vertx) {
        return new KeycloakTokens(
                new RealmKeys(vertx, REALM.issuer(), InstantSource.system()), TestRealm.CLIENT, InstantSource.system());
    }
}
