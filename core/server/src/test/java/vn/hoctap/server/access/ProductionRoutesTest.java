package vn.hoctap.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.server.Server;
import vn.hoctap.server.Settings;
import vn.hoctap.server.database.DatabaseSettings;
import vn.hoctap.server.database.PostgresAddress;
import vn.hoctap.server.database.TestDatabase;
import vn.hoctap.server.plugin.PluginFolders;
import vn.hoctap.server.secrecy.KeyPlace;

/** The rules are tried in demo mode; a server in use differs from it by its ways in alone. */
class ProductionRoutesTest {
    @TempDir
    Path folder;

    private Settings settings(PostgresAddress database) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), database.password());
        Path secret = Files.writeString(folder.resolve("secret"), "a secret that no realm knows");
        String url = "postgresql://%s:%d/%s".formatted(database.host(), database.port(), database.database());
        return new Settings(
                        folder,
                        new Settings.Http("127.0.0.1", 0),
                        Optional.of(new DatabaseSettings(url, database.user(), password)),
                        Optional.of(new Settings.Keycloak(
                                "https://id.example.invalid/realms/hoctap", "hoctap", Optional.of(secret), "hoctap")),
                        new PluginFolders(List.of(), List.of()))
                .sealing(new KeyPlace.Folder(folder));
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> left = new TreeSet<>(some);
        left.removeAll(others);
        return left;
    }

    @Test
    void a_server_in_use_has_the_ways_in_of_its_realm_and_none_of_the_demo() throws IOException {
        Set<String> ruled = Rule.all().stream().map(Rule::route).collect(Collectors.toSet());
        try (TestDatabase database = TestDatabase.open();
                Server server = Server.prepare(settings(database.address()))) {
            server.listen();
            Set<String> routes = AccessMatrixTest.routes(server);

            assertThat(without(routes, ruled)).containsExactly("GET /sign-in/callback", "POST /sign-out/backchannel");
            assertThat(without(ruled, routes))
                    .containsExactly("GET /demo/token/:persona", "POST /demo/sign-in/:persona");
        }
    }
}
