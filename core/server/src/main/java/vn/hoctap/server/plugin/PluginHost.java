package vn.hoctap.server.plugin;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.database.Database;

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
    }

    private final PluginRuntime runtime;
    private final Registry registry;

    private PluginHost(PluginRuntime runtime, Registry registry) {
        this.runtime = runtime;
        this.registry = registry;
    }

    /**
     * @param contents what else plugins may bring, and who understands it
     * @throws UnusablePluginFolder when a plugin folder is missing or cannot be read
     */
    public static PluginHost start(Settings settings, Database database, List<PluginContent> contents, Clock clock) {
        Path root = settings.dataFolder().resolve("plugins");
        JarCopies copies = new JarCopies(root);
        List<PluginJar> jars =
                settings.folders().jars().stream().map(copies::take).toList();
        copies.sweep(jars.stream().map(PluginJar::file).collect(Collectors.toSet()));
        PluginRuntime runtime = new PluginRuntime(root, release(settings.productVersion()));
        StoredSets stored = new StoredSets(database);
        List<StoredSet> before = stored.all();
        Loading loading = new Loading(runtime, before, contents).run(jars);
        List<PublishedSet> all = new ArrayList<>(loading.sets());
        all.addAll(new EarlierSets(before, loading).sets());
        if (settings.publishes()) {
            stored.publish(loading.sets(), ids(all));
        }
        List<PluginInfo> infos = infos(loading, all);
        infos.forEach(PluginHost::log);
        return new PluginHost(
                runtime,
                new Registry(
                        new Registry.State(all, loading.measures(), loading.profiles(), infos, files(loading)), clock));
    }

    public Registry registry() {
        return registry;
    }

    /** Stops and unloads every plugin, going on after failures. */
    @Override
    public void close() {
        runtime.dropAll();
    }

    /** {@code 0.1.0-SNAPSHOT} is on its way to 0.1.0, and a plugin for 0.1.0 is to be tried with it. */
    static String release(String version) {
        return version.replaceFirst("-SNAPSHOT$", "");
    }

    private static Set<String> ids(List<PublishedSet> sets) {
        return sets.stream().map(published -> published.set().id()).collect(Collectors.toCollection(HashSet::new));
    }

    private static List<PluginFile> files(Loading loading) {
        return loading.started().values().stream()
                .flatMap(jar -> jar.texts().stream().map(text -> new PluginFile(jar.id(), text)))
                .toList();
    }

    static List<PluginInfo> infos(Loading loading, List<PublishedSet> all) {
        Map<String, List<String>> sets = new TreeMap<>(all.stream()
                .collect(Collectors.groupingBy(
                        PublishedSet::plugin,
                        Collectors.mapping(
                                PublishedSet::set,
                                Collectors.collectingAndThen(Collectors.toList(), PluginHost::named)))));
        return Stream.concat(
                        loading.started().values().stream()
                                .map(jar -> PluginInfo.of(
                                        jar,
                                        PluginInfo.State.STARTED,
                                        sets.getOrDefault(jar.id(), List.of()),
                                        List.of())),
                        loading.refused().entrySet().stream().map(entry -> refused(entry, loading, sets)))
                .sorted(Comparator.comparing(PluginInfo::id).thenComparing(PluginInfo::file))
                .toList();
    }

    /** A second jar of a started plugin has no sets of its own. */
    private static PluginInfo refused(
            Map.Entry<PluginJar, List<CriteriaError>> entry, Loading loading, Map<String, List<String>> sets) {
        PluginJar jar = entry.getKey();
        List<String> own = loading.started().containsKey(jar.id()) ? List.of() : sets.getOrDefault(jar.id(), List.of());
        return PluginInfo.of(jar, PluginInfo.State.REFUSED, own, entry.getValue());
    }

    private static List<String> named(List<CriteriaSet> sets) {
        return sets.stream().map(CriteriaSet::id).distinct().sorted().toList();
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
