package vn.hoctap.server;

import java.nio.file.Path;
import java.util.Optional;
import vn.hoctap.server.database.DatabaseSettings;
import vn.hoctap.server.evidence.EvidenceLimits;
import vn.hoctap.server.plugin.PluginFolders;

/**
 * What an operator has decided.
 *
 * @param data the folder for everything that is kept
 * @param database empty: the embedded one
 * @param keycloak empty: the demo, which signs its own tokens
 */
public record Settings(
        Path data,
        Http http,
        Optional<DatabaseSettings> database,
        Optional<Keycloak> keycloak,
        PluginFolders plugins,
        EvidenceLimits evidence) {

    /** With the usual limits. */
    public Settings(
            Path data,
            Http http,
            Optional<DatabaseSettings> database,
            Optional<Keycloak> keycloak,
            PluginFolders plugins) {
        this(data, http, database, keycloak, plugins, EvidenceLimits.DEFAULT);
    }

    /** @param port 0: any free one */
    public record Http(String host, int port) {}

    /** @param issuer the realm's address */
    public record Keycloak(String issuer, String audience) {}

    public boolean demo() {
        return keycloak.isEmpty();
    }
}
