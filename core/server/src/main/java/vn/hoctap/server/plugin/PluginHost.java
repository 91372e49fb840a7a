package vn.hoctap.server.plugin;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.plugin.guard.Guard;
import vn.hoctap.server.plugin.guard.Spent;

/**
 * Loads the plugins at start, publishes their sets and keeps the plugins until {@link #close()}. Whatever is wrong with a
 * plugin is in {@link PluginInfo#errors}; only a folder that cannot be read stops the start.
 */
public final class PluginHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

    /**
     * @param productVersion what {@code Plugin-Requires} is compared with
     * @param publishes whether the sets found are from now on those that judge; a command that only looks leaves all be
     */
    public record Settings(PluginFolders folders, Path dataFolder, String productVersion, boolean publishes) {
        public Settings(PluginFolders folders, Path dataFolder, String productVersion) {
            this(folders, dataFolder, productVersion, true);
        }

        /** Where the host keeps its copies of jars. */
        Path copies() {
            return dataFolder.resolve("plugins");
        }
    }

    /** Whoever asked a plugin before it was replaced is done with it by then. */
    static final Duration GRACE = Duration.ofSeconds(30);

    /**
     * What the host stands on.
     *
     * @param contents what else plugins may bring, and who understands it
     * @param paths of organisational units by their ids; empty: there is none
     * @param grace for which code that is not needed any more goes on
     */
    public record Ground(
            Database database,
            List<PluginContent> contents,
            Clock clock,
            Function<String, Optional<String>> paths,
            Duration grace) {
        public Ground(
                Database database,
                List<PluginContent> contents,
                Clock clock,
                Function<String, Optional<String>> paths) {
            this(database, contents, clock, paths, GRACE);
        }
    }

    private final Exchange exchange;
    private final Registry registry;
    private final Rollout rollout;
    private final Guard guard;

    private PluginHost(Exchange exchange, Registry registry, Rollout rollout, Guard guard) {
        this.exchange = exchange;
        this.registry = registry;
        this.rollout = rollout;
        this.guard = guard;
    }

    /** Where there are no units. */
    public static PluginHost start(Settings settings, Database database, List<PluginContent> contents, Clock clock) {
        return start(settings, new Ground(database, contents, clock, unit -> Optional.empty()));
    }

    /** @throws UnusablePluginFolder when a plugin folder is missing or cannot be read */
    public static PluginHost start(Settings settings, Ground ground) {
        Database database = ground.database();
        CompletableFuture<Rollout> keeper = new CompletableFuture<>();
        // A command that only looks changes nothing: for it the plugin is stopped here alone.
        Guard guard = new Guard((plugin, reason) -> {
            if (settings.publishes()) {
                keeper.join().quarantine(plugin, reason);
            }
        });
        Workshop workshop = new Workshop(settings, ground.contents(), guard);
        Built built =
                settings.publishes() ? published(database, workshop) : workshop.build(database, Wishes.read(database));
        workshop.take(built);
        workshop.sweep();
        built.state().plugins().forEach(PluginHost::log);
        Registry registry = new Registry(built.state(), ground.clock());
        Exchange exchange = new Exchange(database, workshop, registry, new Retirement(ground.grace()), built);
        Rollout rollout = new Rollout(database, workshop, exchange, new Rights(ground.paths()), guard::spent);
        keeper.complete(rollout);
        registry.followedBy(rollout::look);
        return new PluginHost(exchange, registry, rollout, guard);
    }

    /** Built, which runs plugins' code, before anything is locked, and again if what is wanted has changed meanwhile. */
    private static Built published(Database database, Workshop workshop) {
        while (true) {
            Built built = workshop.build(database, Wishes.read(database));
            boolean published = false;
            try {
                published = database.inTransaction(sql -> {
                    boolean same = Wishes.locked(sql).number() == built.wanted().number();
                    if (same) {
                        built.publish(sql);
                    }
                    return same;
                });
                if (published) {
                    return built;
                }
            } finally {
                if (!published) {
                    built.code().discard();
                }
            }
        }
    }

    public Registry registry() {
        return registry;
    }

    /** What the code of each plugin has cost on this node, by the plugin's id. */
    public Map<String, Spent> spent() {
        return guard.spent();
    }

    public Rollout rollout() {
        return rollout;
    }

    /** Of a plugin whose code runs now. */
    Optional<ClassLoader> loaderOf(String plugin) {
        return exchange.current().loaderOf(plugin);
    }

    /** Stops and unloads every plugin, going on after failures. */
    @Override
    public void close() {
        exchange.close();
        guard.close();
    }

    private static void log(PluginInfo info) {
        if (info.errors().isEmpty()) {
            LOG.info("Plugin {} with {}", info, info.sets().isEmpty() ? "no sets" : info.sets());
            return;
        }
        LOG.warn("Plugin {} ({})", info, info.file());
        info.errors().forEach(error -> LOG.warn("Plugin {}: {}", info.id(), error));
    }
}
