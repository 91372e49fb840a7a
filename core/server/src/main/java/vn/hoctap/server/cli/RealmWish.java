package vn.hoctap.server.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.hoctap.server.Settings;
import vn.hoctap.server.identity.realm.Wish;

/** What the configuration says of the realm. */
record RealmWish(ConfigFile config) {
    private static final String LOCALHOST = "http://localhost:";
    private static final int PORT = 8080;

    /** @throws Refused when the issuer is missing, or no address */
    Wish with(List<Wish.Place> places) {
        Settings.Keycloak keycloak = new SettingsReader(config, null, null, null).keycloak();
        return new Wish(
                keycloak.issuer(),
                keycloak.clientId(),
                keycloak.audience(),
                publicUrl(),
                keycloak.secretFile().map(Path::toAbsolutePath),
                places);
    }

    private String publicUrl() {
        return config.get("http.publicUrl")
                .map(url -> url.replaceFirst("/+$", ""))
                .orElseGet(() -> LOCALHOST + config.port("http.port").orElse(PORT));
    }

    static RealmWish read(Optional<Path> file) {
        return new RealmWish(ConfigFile.read(file, System.getenv()));
    }
}
