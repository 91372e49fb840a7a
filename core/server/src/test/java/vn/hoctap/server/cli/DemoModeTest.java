package vn.hoctap.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.server.Settings;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.TestDatabase;

class DemoModeTest {
    private static Settings demo(Map<String, String> environment) {
        return new SettingsReader(ConfigFile.read(Optional.empty(), environment), null, null, null).demo();
    }

    @Test
    void it_listens_on_this_machine_with_a_database_and_tokens_of_its_own() {
        Settings settings = demo(Map.of());

        assertThat(settings.http().host()).isEqualTo("127.0.0.1");
        assertThat(settings.database()).isEmpty();
        assertThat(settings.demo()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "HOCTAP_DATABASE_URL, postgresql://db.example.invalid/hoctap, database.url",
        "HOCTAP_KEYCLOAK_ISSUER, https://sso.example.invalid/realms/hoctap, keycloak.issuer",
        "HOCTAP_HTTP_PUBLICURL, https://hoctap.example.invalid, http.publicUrl",
        "HOCTAP_HTTP_HOST, 0.0.0.0, http.host",
        "HOCTAP_HTTP_HOST, '::', http.host",
        "HOCTAP_HTTP_HOST, 192.0.2.7, http.host",
        "HOCTAP_HTTP_HOST, hoctap.example.invalid, http.host",
        "HOCTAP_CLUSTER_ENABLED, true, cluster.enabled"
    })
    void what_a_server_in_use_has_is_refused_by_name(String variable, String value, String setting) {
        assertThatThrownBy(() -> demo(Map.of(variable, value)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("The setting " + setting + " is not for the demo")
                .hasMessageContaining("unset " + variable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "[::1]", "localhost"})
    void any_address_of_this_machine_may_be_named(String host) {
        assertThatCode(() -> demo(Map.of("HOCTAP_HTTP_HOST", host))).doesNotThrowAnyException();
    }

    @Test
    void a_database_that_a_server_has_used_is_not_opened() {
        try (TestDatabase test = TestDatabase.open()) {
            Database database = test.database();
            Purpose.demo(database, "folder");

            Purpose.production(database);
            Purpose.production(database);

            assertThatThrownBy(() -> Purpose.demo(database, "folder"))
                    .isInstanceOf(Refused.class)
                    .hasMessageStartingWith("folder holds the data of a server in use")
                    .hasMessageContaining("--data");
        }
    }
}
