package vn.hoctap.server.plugin;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.plugin.PluginInfo.State;

/** The plugins as operators see them, with what became of each. */
final class Infos {
    private final Loading loading;
    private final Map<String, List<String>> judging;

    /** @param all the versions that judge */
    Infos(Loading loading, Collection<PublishedSet> all) {
        this.loading = loading;
        this.judging = all.stream()
                .collect(Collectors.groupingBy(
                        PublishedSet::plugin,
                        TreeMap::new,
                        Collectors.mapping(
                                PublishedSet::set, Collectors.collectingAndThen(Collectors.toList(), Infos::named))));
    }

    List<PluginInfo> of(Collection<PluginJar> resting) {
        return Stream.of(
                        loading.started().values().stream().map(this::running),
                        loading.refused().entrySet().stream().map(entry -> refused(entry.getKey(), entry.getValue())),
                        resting.stream().map(jar -> PluginInfo.of(jar, State.DISABLED, List.of(), jar.faults())))
                .flatMap(infos -> infos)
                .sorted(Comparator.comparing(PluginInfo::id).thenComparing(PluginInfo::file))
                .toList();
    }

    private PluginInfo running(PluginJar jar) {
        List<String> sets = judging.getOrDefault(jar.id(), List.of());
        return loading.quarantineOf(jar.id())
                .map(kept -> PluginInfo.of(
                        jar,
                        State.QUARANTINED,
                        sets,
                        List.of(new CriteriaError(
                                jar.name(),
                                1,
                                "",
                                kept.reason(),
                                "See the server's log; install a version that is mended, or enable it again."))))
                .orElseGet(() -> PluginInfo.of(jar, State.STARTED, sets, List.of()));
    }

    /** A second jar of a started plugin has no sets of its own. */
    private PluginInfo refused(PluginJar jar, List<CriteriaError> errors) {
        List<String> own =
                loading.started().containsKey(jar.id()) ? List.of() : judging.getOrDefault(jar.id(), List.of());
        return PluginInfo.of(jar, State.REFUSED, own, errors);
    }

    private static List<String> named(List<CriteriaSet> sets) {
        return sets.stream().map(CriteriaSet::id).distinct().sorted().toList();
    }
}
