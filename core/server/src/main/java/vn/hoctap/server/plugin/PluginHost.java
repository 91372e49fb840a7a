package vn.hoctap.server.plugin;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;

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

    private PluginHost(Exchange exchange, Registry registry, Rollout rollout) {
        this.exchange = exchange;
        this.registry = registry;
        this.rollout = rollout;
    }

    /** Where there are no units. */
    public static PluginHost start(Settings settings, Database database, List<PluginContent> contents, Clock clock) {
        return start(settings, new Ground(database, contents, clock, unit -> Optional.empty()));
    }

    /** @throws UnusablePluginFolder when a plugin folder is missing or cannot be read */
    public static PluginHost start(Settings settings, Ground ground) {
        Database database = ground.database();
        Workshop workshop = new Workshop(settings, ground.contents());
        Built built = settings.publishes()
                ? database.inTransaction(sql -> published(sql, workshop))
                : workshop.build(database, Wishes.read(database));
        workshop.take(built);
        workshop.sweep();
        built.state().plugins().forEach(PluginHost::log);
        Registry registry = new Registry(built.state(), ground.clock());
        Exchange exchange = new Exchange(database, workshop, registry, new Retirement(ground.grace()), built);
        return new PluginHost(
                exchange, registry, new Rollout(database, workshop, exchange, new Rights(ground.paths())));
    }

    private static Built published(Sql sql, Workshop workshop) {
        Built built = workshop.build(sql, Wishes.locked(sql));
        try {
            built.publish(sql);
            return built;
        } catch (Throwable failure) {
            built.code().discard();
            throw failure;
        }
    }

    public Registry registry() {
        return registry;
    }

    public Rollout rollout() {
        return rollout;
    }

    /** Stops and unloads every plugin, going on after failures. */
    @Override
    public void close() {
        exchange.close();
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
