package vn.hoctap.server.plugin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.server.database.Sql;

/**
 * What would hold by what is wanted, loaded beside what runs. Either it takes the place of that, or it is discarded.
 *
 * @param wanted what this came of
 */
record Built(Wishes.Wanted wanted, Loading loading, Opening code, Registry.State state) {

    /** Once it is stored under this number. */
    Built numbered(long number) {
        return new Built(new Wishes.Wanted(wanted.all(), number), loading, code, state);
    }

    Optional<PluginInfo> info(String plugin) {
        return state.plugins().stream()
                .filter(info -> info.id().equals(plugin))
                // Of two jars with one id, the one that runs.
                .min(Comparator.comparing(info -> info.state() == PluginInfo.State.REFUSED));
    }

    Optional<ClassLoader> loaderOf(String plugin) {
        return Optional.ofNullable(loading.started().get(plugin))
                .flatMap(code::of)
                .map(runtime -> runtime.getPluginClassLoader(plugin));
    }

    boolean runs(String plugin) {
        return loading.started().containsKey(plugin);
    }

    /** Why a plugin would not run. */
    List<CriteriaError> faults(String plugin) {
        return loading.refused().entrySet().stream()
                .filter(entry -> entry.getKey().id().equals(plugin))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    CriteriaRegistry criteria() {
        return new CriteriaRegistry(
                state.sets().stream().map(PublishedSet::installed).toList());
    }

    void publish(Sql sql) {
        Map<String, String> jars = loading.started().values().stream()
                .filter(jar -> !jar.digest().isEmpty())
                .collect(Collectors.toMap(PluginJar::id, PluginJar::digest));
        StoredSets.publish(sql, jars, loading.sets(), state.sets());
    }
}
