package vn.hoctap.server.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.hoctap.server.plugin.Opening.Group;
import vn.hoctap.server.plugin.guard.Guard;

/**
 * The code of plugins that runs: jars that depend on each other share one PF4J, all others have one each. So a version can
 * be tried beside the one that runs, and what is not touched by a change is not stopped by it. Used by one thread at a time.
 */
final class Shelf {
    private final Path root;
    private final Product product;
    private final Guard guard;
    private List<Group> running = List.of();

    Shelf(Path root, Product product, Guard guard) {
        this.root = root;
        this.product = product;
        this.guard = guard;
    }

    /** What will be needed to run the code of these jars; nothing is started yet. */
    Opening open(Collection<PluginJar> jars) {
        Map<String, PluginJar> code = new LinkedHashMap<>();
        jars.stream().filter(PluginJar::code).forEach(jar -> code.putIfAbsent(jar.id(), jar));
        Map<String, Group> groups = new HashMap<>();
        for (List<PluginJar> together : together(code)) {
            Set<Path> key = new HashSet<>();
            Set<String> ids = new HashSet<>();
            together.forEach(jar -> {
                key.add(jar.file());
                ids.add(jar.id());
            });
            Group group = running.stream()
                    .filter(one -> one.isWhole() && one.jars().equals(key))
                    .findFirst()
                    .orElseGet(() -> new Group(key, new PluginRuntime(root, product.version(), guard, ids)));
            ids.forEach(id -> groups.put(id, group));
        }
        return new Opening(groups);
    }

    private static List<List<PluginJar>> together(Map<String, PluginJar> code) {
        Map<String, List<PluginJar>> parts = new LinkedHashMap<>();
        code.forEach((id, jar) -> parts.put(id, new ArrayList<>(List.of(jar))));
        code.values()
                .forEach(jar -> jar.manifest().orElseThrow().dependencies().stream()
                        .map(dependency -> dependency.getPluginId())
                        .filter(code::containsKey)
                        .forEach(other -> unite(parts, jar.id(), other)));
        return parts.values().stream().distinct().toList();
    }

    private static void unite(Map<String, List<PluginJar>> parts, String one, String other) {
        List<PluginJar> mine = parts.getOrDefault(one, List.of());
        List<PluginJar> others = parts.getOrDefault(other, List.of());
        if (!mine.contains(others.getFirst())) {
            mine.addAll(others);
            others.forEach(jar -> parts.put(jar.id(), mine));
        }
    }

    /** From now on this runs; returns what is not needed any more, still running. */
    List<PluginRuntime> take(Opening opening) {
        List<Group> former = running;
        running = opening.groups();
        running.forEach(Group::settle);
        List<PluginRuntime> retired = former.stream()
                .filter(group -> !running.contains(group))
                .map(Group::runtime)
                .toList();
        retired.forEach(PluginRuntime::retired);
        return retired;
    }

    List<PluginRuntime> all() {
        return running.stream().map(Group::runtime).toList();
    }
}
