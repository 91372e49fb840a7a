package vn.hoctap.server.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.Settings;
import vn.hoctap.server.cluster.ClusterSettings;
import vn.hoctap.server.database.DatabaseSettings;
import vn.hoctap.server.evidence.EvidenceLimits;
import vn.hoctap.server.http.Rates;
import vn.hoctap.server.plugin.PluginFolders;
import vn.hoctap.server.plugin.trust.Certificates;
import vn.hoctap.server.plugin.trust.Pins;
import vn.hoctap.server.plugin.trust.Publisher;
import vn.hoctap.server.plugin.trust.Publishers;
import vn.hoctap.server.plugin.trust.Trust;
import vn.hoctap.server.privacy.RetentionPeriods;
import vn.hoctap.server.secrecy.KeyPlace;
import vn.hoctap.server.secrecy.MasterKey;

/**
 * Makes settings of what the operator says on the command line and in the configuration; the command line wins.
 *
 * @param port null: the configuration's
 * @param data null: the configuration's
 * @param plugins a further folder of plugins
 */
record SettingsReader(
        ConfigFile config,
        @Nullable Integer port,
        @Nullable Path data,
        @Nullable Path plugins) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int PORT = 8080;
    private static final Pattern MEMBER = Pattern.compile("(\\[[0-9A-Fa-f:]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?");
    private static final String DATA = "hoctap-data";
    private static final String AUDIENCE = "hoctap";
    private static final String CLIENT = "hoctap";

    /**
     * On loopback only, in the folder's own database, with tokens of its own.
     *
     * @throws Refused when the environment asks for anything else: it is that of a server in use
     */
    Settings demo() {
        config.get("http.host").filter(host -> !Loopback.is(host)).ifPresent(host -> {
            throw notInDemo("http.host", "listens on this machine only");
        });
        for (String setting : List.of("database.url", "keycloak.issuer", "http.publicUrl")) {
            if (config.get(setting).isPresent()) {
                throw notInDemo(setting, "has a database and sign-in of its own, for this machine only");
            }
        }
        if (config.on("cluster.enabled")) {
            throw notInDemo("cluster.enabled", "is one node");
        }
        return new Settings(
                        folder(),
                        new Settings.Http(LOOPBACK, portOrDefault()),
                        Optional.empty(),
                        Optional.empty(),
                        jars(),
                        evidence())
                .losing(lostTitles());
    }

    private static Refused notInDemo(String setting, String fact) {
        return Refused.usage("The setting %s is not for the demo, which %s; unset %s, or start \"hoctap serve\"."
                .formatted(setting, fact, ConfigFile.variable(setting)));
    }

    /** @throws Refused naming the setting that is missing or wrong */
    Settings production() {
        Settings.Http http = new Settings.Http(config.get("http.host").orElse(LOOPBACK), portOrDefault(), publicUrl());
        return new Settings(folder(), http, database(), Optional.of(keycloak()), jars(), evidence(), cluster(), rates())
                .sealing(keys())
                .keeping(periods())
                .losing(lostTitles());
    }

    private RetentionPeriods periods() {
        RetentionPeriods usual = RetentionPeriods.DEFAULT;
        return new RetentionPeriods(
                months("statements", usual.statements()),
                months("evidence", usual.evidence()),
                months("questions", usual.questions()),
                months("requests", usual.requests()));
    }

    private int months(String what, int usual) {
        return config.number("retention." + what + "Months", 1, 1_200).orElse(usual);
    }

    /** @throws Refused when it is no address of a whole site */
    private Optional<URI> publicUrl() {
        return config.get("http.publicUrl")
                .map(text -> text.replaceFirst("/+$", ""))
                .map(text -> {
                    if (!text.matches(
                            "https?://[A-Za-z0-9._-]+(:[0-9]{1,5})?|https?://\\[[0-9A-Fa-f:]+](:[0-9]{1,5})?")) {
                        throw Refused.usage(
                                "The setting http.publicUrl is \"%s\"; it must be an address without a path,"
                                                .formatted(text)
                                        + " for instance https://hoctap.example.org.");
                    }
                    return URI.create(text);
                });
    }

    /** @throws Refused when the issuer is missing, or no address */
    Settings.Keycloak keycloak() {
        String issuer = config.demand("keycloak.issuer", "the address of the Keycloak realm whose tokens to believe")
                .replaceFirst("/+$", "");
        if (!issuer.matches("https?://[^\\s/]+(/\\S*)?")) {
            throw Refused.usage("The setting keycloak.issuer is \"%s\"; it must be the realm's address, for instance"
                            .formatted(issuer)
                    + " https://id.example.org/realms/hoctap.");
        }
        return new Settings.Keycloak(
                issuer,
                config.get("keycloak.clientId").orElse(CLIENT),
                config.get("keycloak.secretFile").map(Path::of),
                config.get("keycloak.audience").orElse(AUDIENCE));
    }

    /** @throws Refused when it is enabled and a node could not find the others, or would share nothing with them */
    private Optional<ClusterSettings> cluster() {
        if (!config.on("cluster.enabled")) {
            return Optional.empty();
        }
        if (database().isEmpty()) {
            throw Refused.usage(
                    "The setting cluster.enabled is true, and the nodes of a cluster share one PostgreSQL server;"
                            + " set database.url.");
        }
        return Optional.of(nodes());
    }

    /** The same, whether or not it is enabled. */
    ClusterSettings nodes() {
        List<String> members = config.list("cluster.members");
        for (String member : members) {
            if (!MEMBER.matcher(member).matches()) {
                throw Refused.usage("The setting cluster.members names \"%s\"; each must be a host, or host:port."
                        .formatted(member));
            }
        }
        return new ClusterSettings(
                config.get("cluster.host").orElse(ClusterSettings.LOOPBACK),
                config.port("cluster.port").orElse(ClusterSettings.PORT),
                members,
                config.get("cluster.folder")
                        .map(folder -> Path.of(folder).toAbsolutePath().normalize()));
    }

    /**
     * What is there already, without anything from outside.
     *
     * @throws Refused when nothing is there
     */
    Settings offline() {
        Optional<DatabaseSettings> database = data == null ? database() : Optional.empty();
        if (database.isEmpty() && !Files.isDirectory(folder())) {
            throw Refused.environment(
                    "There is no data folder %s; name the one that a server has used with --data.".formatted(folder()));
        }
        return new Settings(folder(), new Settings.Http(LOOPBACK, 0), database, Optional.empty(), jars())
                .sealing(keys(database))
                .losing(lostTitles());
    }

    private KeyPlace keys() {
        return keys(database());
    }

    /** @throws Refused when the environment holds something else than a key */
    private KeyPlace keys(Optional<DatabaseSettings> external) {
        Optional<String> given = config.get(ConfigFile.MASTER_KEY);
        if (given.isPresent()) {
            return new KeyPlace.Given(
                    given.flatMap(MasterKey::parse)
                            .orElseThrow(
                                    () -> Refused.usage(
                                            "The variable " + ConfigFile.variable(ConfigFile.MASTER_KEY)
                                                    + " is no key: it must hold 32 bytes in Base64, as 'openssl rand -base64 32' makes them.")));
        }
        return config.get(KeyPlace.SETTING)
                .<KeyPlace>map(file -> new KeyPlace.File(Path.of(file)))
                .orElseGet(() -> external.isEmpty() ? new KeyPlace.Folder(folder()) : new KeyPlace.Nowhere());
    }

    private int portOrDefault() {
        return port != null ? port : config.port("http.port").orElse(PORT);
    }

    private Path folder() {
        return (data != null ? data : Path.of(config.get("data").orElse(DATA)))
                .toAbsolutePath()
                .normalize();
    }

    private Optional<DatabaseSettings> database() {
        return config.get("database.url")
                .map(url -> new DatabaseSettings(
                        url,
                        config.demand("database.user", "the user's name"),
                        Path.of(config.demand("database.passwordFile", "a file with the password"))));
    }

    private EvidenceLimits evidence() {
        EvidenceLimits usual = EvidenceLimits.DEFAULT;
        return new EvidenceLimits(
                config.number("limits.evidenceFileMegabytes", 1, 1000).orElse(usual.fileMegabytes()),
                config.number("limits.evidenceFiles", 1, 20).orElse(usual.files()),
                config.number("limits.evidencePersonMegabytes", 1, 1_000_000).orElse(usual.personMegabytes()));
    }

    private int lostTitles() {
        return config.number("limits.lostTitlesPercent", 0, 100).orElse(Settings.LOST_TITLES_PERCENT);
    }

    private Rates rates() {
        Rates usual = Rates.DEFAULT;
        return new Rates(
                config.number("limits.signInsPerMinute", 1, 10_000).orElse(usual.signIns()),
                config.number("limits.publicPagesPerMinute", 1, 10_000).orElse(usual.strangers()),
                config.list("http.proxies"));
    }

    private PluginFolders jars() {
        Path configured = config.get("plugins.folder").map(Path::of).orElse(null);
        return new PluginFolders(
                shipped(),
                Stream.of(Optional.ofNullable(configured), Optional.ofNullable(plugins))
                        .flatMap(Optional::stream)
                        .toList(),
                new Trust(pins(), publishers()));
    }

    private Publishers publishers() {
        List<Publisher> trusted = config.get("plugins.publishers")
                .map(folder -> Certificates.in(Path.of(folder)))
                .orElse(List.of());
        return new Publishers(() -> trusted, InstantSource.system());
    }

    /** What the distribution has packed; a program that was started without one takes what its developer gives it. */
    static Pins pins() {
        return home().map(home -> Pins.in(home.resolve("lib").resolve("plugins.sha256")))
                .orElseGet(Pins::any);
    }

    /** What the distribution packs; a program that was started without one has none. */
    static List<Path> shipped() {
        return home().map(home -> home.resolve("plugins"))
                .filter(Files::isDirectory)
                .map(List::of)
                .orElse(List.of());
    }

    /** The file that was named, or the distribution's. */
    static Optional<Path> configFile(@Nullable Path named) {
        return named != null
                ? Optional.of(named)
                : home().map(home -> home.resolve("config").resolve("hoctap.yaml"))
                        .filter(Files::exists);
    }

    private static Optional<Path> home() {
        return Optional.ofNullable(System.getProperty("hoctap.home")).map(Path::of);
    }
}
