package vn.hoctap.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.hoctap.server.cluster.ClusterSettings;
import vn.hoctap.server.database.DatabaseSettings;
import vn.hoctap.server.evidence.EvidenceLimits;
import vn.hoctap.server.http.Rates;
import vn.hoctap.server.identity.realm.Wish;
import vn.hoctap.server.plugin.PluginFolders;
import vn.hoctap.server.privacy.RetentionPeriods;
import vn.hoctap.server.secrecy.KeyPlace;

/**
 * What an operator has decided.
 *
 * @param data the folder for everything that is kept
 * @param database empty: the embedded one
 * @param keycloak empty: the demo, which signs its own tokens
 * @param cluster empty: this node has no others
 * @param keys where the master key is, which seals what is personal
 * @param periods for how long what has served its purpose is kept
 * @param lostTitlesPercent of a hundred titles that those concerned by a change of sets hold, more than so many lost ask for
 *     a second person
 */
public record Settings(
        Path data,
        Http http,
        Optional<DatabaseSettings> database,
        Optional<Keycloak> keycloak,
        PluginFolders plugins,
        EvidenceLimits evidence,
        Optional<ClusterSettings> cluster,
        Rates rates,
        KeyPlace keys,
        RetentionPeriods periods,
        int lostTitlesPercent) {
    public static final int LOST_TITLES_PERCENT = 5;

    /** With the master key where it usually is, and the usual periods. */
    public Settings(
            Path data,
            Http http,
            Optional<DatabaseSettings> database,
            Optional<Keycloak> keycloak,
            PluginFolders plugins,
            EvidenceLimits evidence,
            Optional<ClusterSettings> cluster,
            Rates rates) {
        this(
                data,
                http,
                database,
                keycloak,
                plugins,
                evidence,
                cluster,
                rates,
                keys(data, database),
                RetentionPeriods.DEFAULT,
                LOST_TITLES_PERCENT);
    }

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

    /** The data folder keeps the key of its own database; of another one somebody must say where it is. */
    private static KeyPlace keys(Path data, Optional<DatabaseSettings> database) {
        return database.isEmpty() ? new KeyPlace.Folder(data) : new KeyPlace.Nowhere();
    }

    /** The same with the master key from there. */
    public Settings sealing(KeyPlace place) {
        return new Settings(
                data, http, database, keycloak, plugins, evidence, cluster, rates, place, periods, lostTitlesPercent);
    }

    /** The same with what has served its purpose kept for so long. */
    public Settings keeping(RetentionPeriods kept) {
        return new Settings(
                data, http, database, keycloak, plugins, evidence, cluster, rates, keys, kept, lostTitlesPercent);
    }

    /** The same with another limit to how many titles one person may let be lost. */
    public Settings losing(int percent) {
        return new Settings(data, http, database, keycloak, plugins, evidence, cluster, rates, keys, periods, percent);
    }

    /**
     * @param port 0: any free one
     * @param publicUrl the address under which people know this server; empty: as they call it
     */
    public record Http(String host, int port, Optional<URI> publicUrl) {
        public Http(String host, int port) {
            this(host, port, Optional.empty());
        }
    }

    /**
     * @param issuer the realm's address
     * @param clientId under which this server is known to the realm
     * @param secretFile holds the client's secret; empty: nobody signs in with a browser, and only tokens are believed
     * @param audience what tokens must be meant for
     */
    public record Keycloak(String issuer, String clientId, Optional<Path> secretFile, String audience) {}

    /** The realm in which people sign in; empty: the demo has none. */
    public Optional<Wish> realm() {
        String url = http.publicUrl().map(URI::toString).orElse("http://localhost:" + http.port());
        return keycloak.map(said -> new Wish(
                said.issuer(),
                said.clientId(),
                said.audience(),
                url.replaceFirst("/+$", ""),
                said.secretFile(),
                List.of()));
    }

    /** The folder for what people upload, which all nodes must see. */
    public Path uploads() {
        return cluster.flatMap(ClusterSettings::folder).orElse(data);
    }

    public boolean demo() {
        return keycloak.isEmpty();
    }
}
