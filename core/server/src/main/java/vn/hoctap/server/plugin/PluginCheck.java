package vn.hoctap.server.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.criteria.ReadResult;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.server.plugin.guard.Guard;

/**
 * What would become of plugins: loads them as a server would, publishes nothing and lets them go again. A set that
 * contradicts one published by a running server is found only there.
 */
public final class PluginCheck {
    private final List<PluginInfo> plugins;
    private final List<PublishedSet> sets;
    private final Measures measures;

    private PluginCheck(Loading loading) {
        plugins = new Infos(loading, loading.sets()).of(List.of());
        sets = List.copyOf(loading.sets());
        measures = loading.measures();
    }

    /**
     * As a server would find them.
     *
     * @param settings its data folder is for copies and may be deleted afterwards
     * @throws UnusablePluginFolder when a plugin folder is missing or cannot be read
     */
    public static PluginCheck of(PluginHost.Settings settings, List<PluginContent> contents) {
        return of(settings, contents, jars -> jars, check -> check);
    }

    /** As if the jars of further folders had taken the place of shipped ones with the same id. */
    public static PluginCheck replacing(PluginHost.Settings settings, List<PluginContent> contents) {
        return replacing(settings, contents, check -> check);
    }

    /** The same, for work that needs the measures which the plugins' code brings: they are let go when it is done. */
    public static <T> T replacing(
            PluginHost.Settings settings, List<PluginContent> contents, Function<PluginCheck, T> work) {
        return of(settings, contents, PluginCheck::withoutReplaced, work);
    }

    private static <T> T of(
            PluginHost.Settings settings,
            List<PluginContent> contents,
            UnaryOperator<List<Candidate>> choice,
            Function<PluginCheck, T> work) {
        Path root = settings.copies();
        JarCopies copies = new JarCopies(root, settings.folders().trust());
        List<Candidate> found = settings.folders().jars().stream()
                .map(jar -> new Candidate(copies.take(jar), jar.shipped()))
                .toList();
        Product product = Product.of(settings.productVersion());
        List<PluginJar> jars = choice.apply(found).stream().map(Candidate::jar).toList();
        try (Guard guard = new Guard((plugin, reason) -> {})) {
            Opening code = new Shelf(root, product, guard)
                    .open(jars.stream().filter(PluginJar::sound).toList());
            try {
                Loading.Ground ground = new Loading.Ground(product, List.of(), contents);
                return work.apply(new PluginCheck(new Loading(ground, code, Map.of()).run(jars)));
            } finally {
                code.discard();
            }
        }
    }

    private record Candidate(PluginJar jar, boolean shipped) {}

    private static List<Candidate> withoutReplaced(List<Candidate> found) {
        Set<String> brought = found.stream()
                .filter(candidate -> !candidate.shipped())
                .map(candidate -> candidate.jar().id())
                .collect(Collectors.toSet());
        return found.stream()
                .filter(candidate -> !candidate.shipped()
                        || !brought.contains(candidate.jar().id()))
                .toList();
    }

    public List<PluginInfo> plugins() {
        return plugins;
    }

    /** What all of them bring that has no fault, abstract sets among them. */
    public List<CriteriaSet> sets() {
        return sets.stream().map(PublishedSet::set).toList();
    }

    public Measures measures() {
        return measures;
    }

    /** The plugin that brings a set. */
    public Optional<String> broughtBy(String set) {
        return sets.stream()
                .filter(published -> published.set().id().equals(set))
                .map(PublishedSet::plugin)
                .findFirst();
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
