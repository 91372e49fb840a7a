package vn.hoctap.server.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.criteria.ReadResult;
import vn.hoctap.engine.measure.Measures;

/**
 * What would become of plugins: loads them as a server would, publishes nothing and lets them go again. A set that
 * contradicts one published by a running server is found only there.
 */
public final class PluginCheck {
    private final List<PluginInfo> plugins;
    private final List<PublishedSet> sets;
    private final Measures measures;

    private PluginCheck(Loading loading) {
        plugins = PluginHost.infos(loading, loading.sets());
        sets = List.copyOf(loading.sets());
        measures = loading.measures();
    }

    /**
     * @param settings its data folder is for copies and may be deleted afterwards
     * @throws UnusablePluginFolder when a plugin folder is missing or cannot be read
     */
    public static PluginCheck of(PluginHost.Settings settings, List<PluginContent> contents) {
        Path root = settings.dataFolder().resolve("plugins");
        JarCopies copies = new JarCopies(root);
        List<PluginJar> jars =
                settings.folders().jars().stream().map(copies::take).toList();
        PluginRuntime runtime = new PluginRuntime(root, PluginHost.release(settings.productVersion()));
        try {
            return new PluginCheck(new Loading(runtime, List.of(), contents).run(jars));
        } finally {
            runtime.dropAll();
        }
    }

    public List<PluginInfo> plugins() {
        return plugins;
    }

    /** Reads loose criteria files, which may extend the sets of the plugins. */
    public ReadResult read(List<CriteriaSource> files) {
        return new CriteriaReader(measures).read(files, this::document);
    }

    private Optional<String> document(String set) {
        return sets.stream()
                .map(PublishedSet::set)
                .filter(published -> published.id().equals(set))
                .map(published -> published.document())
                .findFirst();
    }
}
