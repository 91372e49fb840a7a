package vn.hoctap.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.server.Settings;
import vn.hoctap.server.cluster.ClusterSettings;

class ConfigFileTest {
    @TempDir
    Path folder;

    private ConfigFile read(String yaml, Map<String, String> environment) throws IOException {
        return ConfigFile.read(Optional.of(Files.writeString(folder.resolve("hoctap.yaml"), yaml)), environment);
    }

    private static SettingsReader reader(ConfigFile config) {
        return new SettingsReader(config, null, null, null);
    }

    @Test
    void the_shipped_file_is_understood() {
        Path shipped = Path.of("..", "..", "config", "hoctap.yaml");

        assertThat(ConfigFile.read(Optional.of(shipped), Map.of()).get("http.port"))
                .isEmpty();
    }

    @Test
    void the_environment_wins_over_the_file() throws IOException {
        ConfigFile config = read(
                "http: {port: 8081}\nkeycloak:\n  issuer: https://id.example.invalid/realms/hoctap/\n",
                Map.of("HOCTAP_HTTP_PORT", "9090", "HOCTAP_DATA", "/srv/hoctap"));

        Settings settings = reader(config).production();

        assertThat(settings.http()).isEqualTo(new Settings.Http("127.0.0.1", 9090));
        assertThat(settings.data()).isEqualTo(Path.of("/srv/hoctap"));
        assertThat(settings.keycloak())
                .contains(new Settings.Keycloak(
                        "https://id.example.invalid/realms/hoctap", "hoctap", Optional.empty(), "hoctap"));
    }

    @Test
    void the_command_line_wins_over_both() throws IOException {
        ConfigFile config = read("http: {port: 8081}", Map.of("HOCTAP_HTTP_PORT", "9090"));

        Settings settings = new SettingsReader(config, 7070, Path.of("here"), null).demo();

        assertThat(settings.http().port()).isEqualTo(7070);
        assertThat(settings.data()).isEqualTo(Path.of("here").toAbsolutePath());
    }

    @Test
    void a_mistyped_setting_is_named_with_what_was_meant() {
        assertThatThrownBy(() -> read("http:\n  prot: 8081\n", Map.of()))
                .hasMessageContaining("http.prot")
                .hasMessageContaining("did you mean http.port?");
        assertThatThrownBy(() -> read("keycloack: {}\n", Map.of())).hasMessageContaining("keycloack");
    }

    @Test
    void what_is_no_yaml_is_named_with_its_line() {
        assertThatThrownBy(() -> read("http:\n  port: [\n", Map.of())).hasMessageContaining("hoctap.yaml:");
        assertThatThrownBy(() -> read("data: a\ndata: b\n", Map.of())).hasMessageContaining("hoctap.yaml:2");
    }

    @Test
    void a_missing_issuer_is_named_with_both_ways_to_set_it() {
        assertThatThrownBy(() -> reader(read("", Map.of())).production())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.exitCode()).isEqualTo(3))
                .hasMessageContaining("keycloak.issuer")
                .hasMessageContaining("HOCTAP_KEYCLOAK_ISSUER");
    }

    @Test
    void a_database_needs_its_user_and_password() {
        Map<String, String> environment = Map.of(
                "HOCTAP_KEYCLOAK_ISSUER",
                "https://id.example.invalid",
                "HOCTAP_DATABASE_URL",
                "postgresql://db/hoctap");

        assertThatThrownBy(() -> reader(read("", environment)).production()).hasMessageContaining("database.user");
    }

    @Test
    void a_cluster_knows_its_members_and_listens_on_loopback_unless_told() throws IOException {
        String rest = """
                keycloak: {issuer: https://id.example.invalid/realms/hoctap}
                database: {url: "postgresql://db.example.invalid/hoctap", user: hoctap, passwordFile: secret}
                """;

        assertThat(reader(read(
                                rest + "cluster: {enabled: true, members: [10.0.0.5, \"b.example.invalid:5702\"]}",
                                Map.of()))
                        .production()
                        .cluster())
                .contains(new ClusterSettings(
                        "127.0.0.1", 5701, List.of("10.0.0.5", "b.example.invalid:5702"), Optional.empty()));
        assertThat(reader(read(rest + "cluster: {enabled: false, members: [10.0.0.5]}", Map.of()))
                        .production()
                        .cluster())
                .isEmpty();
        assertThatThrownBy(() -> reader(read(rest + "cluster: {enabled: true, members: [\"10.0.0.5:x\"]}", Map.of()))
                        .production())
                .isInstanceOf(Refused.class)
                .hasMessageContaining("10.0.0.5:x");
    }

    @Test
    void a_cluster_without_a_database_of_its_own_is_refused_naming_the_setting() throws IOException {
        ConfigFile config = read(
                "keycloak: {issuer: https://id.example.invalid/realms/hoctap}\ncluster: {enabled: true}", Map.of());

        assertThatThrownBy(() -> reader(config).production())
                .isInstanceOf(Refused.class)
                .hasMessageContaining("database.url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"database: {password: x}", "keycloak: {secret: x}", "mail: {password: x}", "privacy: {key: x}"})
    void a_secret_may_not_stand_in_the_file(String yaml) {
        assertThatThrownBy(() -> read(yaml, Map.of()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(yaml.substring(0, yaml.indexOf(':')));
    }
}
