package vn.hoctap.server;

import java.nio.file.Path;
import java.util.Optional;
import vn.hoctap.server.cluster.ClusterSettings;
import vn.hoctap.server.database.DatabaseSettings;
import vn.hoctap.server.evidence.EvidenceLimits;
import vn.hoctap.server.http.Rates;
import vn.hoctap.server.plugin.PluginFolders;

/**
 * What an operator has decided.
 *
 * @param data the folder for everything that is kept
 * @param database empty: the embedded one
 * @param keycloak empty: the demo, which signs its own tokens
 * @param cluster empty: this node has no others
 */
public record Settings(
        Path data,
        Http http,
        Optional<DatabaseSettings> database,
        Optional<Keycloak> keycloak,
        PluginFolders plugins,
        EvidenceLimits evidence,
        Optional<ClusterSettings> cluster,
        Rates rates) {

    /** With the usual rates. */
    public Settings(
            Path data,
            Http http,
            Optional<DatabaseSettings> database,
            Optional<Keycloak> keycloak,
            PluginFolders plugins,
            EvidenceLimits evidence,
            Optional<ClusterSettings> cluster) {
        this(data, http, database, keycloak, plugins, evidence, cluster, Rates.DEFAULT);
    }

    /** One node. */
    public Settings(
            Path data,
            Http http,
            Optional<DatabaseSettings> database,
            Optional<Keycloak> keycloak,
            PluginFolders plugins,
            EvidenceLimits evidence) {
        this(data, http, database, keycloak, plugins, evidence, Optional.empty());
    }

    /** One node with the usual limits. */
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

    /**
     * @param issuer the realm's address
     * @param clientId under which this server is known to the realm
     * @param secretFile holds the client's secret; empty: nobody signs in with a browser, and only tokens are believed
     * @param audience what tokens must be meant for
     */
    public record Keycloak(String issuer, String clientId, Optional<Path> secretFile, String audience) {}

    /** The folder for what people upload, which all nodes must see. */
    public Path uploads() {
        return cluster.flatMap(ClusterSettings::folder).orElse(data);
    }

    public boolean demo() {
        return keycloak.isEmpty();
    }
}
