package vn.hoctap.server.plugin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.api.Measure;
import vn.hoctap.api.SkillProfile;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.ReadResult;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.server.plugin.Wish.Quarantine;
import vn.hoctap.server.plugin.guard.Quarantined;

/**
 * Decides plugin by plugin what holds. A plugin waits until those it depends on, and those whose sets it extends, have
 * their verdict; what it does wrong never reaches another.
 */
final class Loading {
    /** What all loading stands on. */
    record Ground(Product product, List<StoredSet> stored, List<PluginContent> contents) {}

    private final Ground ground;
    private final Opening code;
    private final Map<String, Quarantine> quarantined;

    private final Map<String, PluginJar> started = new LinkedHashMap<>();
    private final Map<PluginJar, List<CriteriaError>> refused = new LinkedHashMap<>();
    private final List<PublishedSet> sets = new ArrayList<>();
    private final List<PluginJar> pending = new ArrayList<>();
    private final Map<String, SkillProfile> profiles = new LinkedHashMap<>();
    private final Map<String, List<String>> measuring = new LinkedHashMap<>();
    private Measures measures = Measures.builtIn();

    /**
     * @param code what these very plugins need
     * @param quarantined those whose code is not to run, by their ids
     */
    Loading(Ground ground, Opening code, Map<String, Quarantine> quarantined) {
        this.ground = ground;
        this.code = code;
        this.quarantined = Map.copyOf(quarantined);
    }

    Loading run(List<PluginJar> jars) {
        Set<String> ids = new HashSet<>();
        for (PluginJar jar : jars) {
            if (!jar.sound()) {
                refused.put(jar, jar.faults());
            } else if (!ids.add(jar.id())) {
                refuse(jar, "Another jar brings the plugin '" + jar.id() + "' already.", "Keep one of the two jars.");
            } else {
                pending.add(jar);
            }
        }
        while (!pending.isEmpty()) {
            if (!round()) {
                attempt(nextToDecide(), false);
            }
        }
        return this;
    }

    /** All wait for one another. One whose dependencies are settled misses a set that nobody brings. */
    private PluginJar nextToDecide() {
        return pending.stream()
                .filter(jar -> !Requirements.waiting(jar, pending))
                .findFirst()
                .orElseGet(pending::getFirst);
    }

    /** Returns whether any plugin got its verdict. */
    private boolean round() {
        int before = pending.size();
        List.copyOf(pending).forEach(jar -> attempt(jar, true));
        return pending.size() < before;
    }

    /** @param patient wait for others that have no verdict yet, or else judge by what is there */
    private void attempt(PluginJar jar, boolean patient) {
        List<CriteriaError> obstacles = new Requirements(ground.product(), started, pending).of(jar);
        if (obstacles.isEmpty() && Requirements.waiting(jar, pending)) {
            if (patient) {
                return;
            }
            refuse(jar, "The plugin depends on others that depend on it.", "Take it out of one Plugin-Dependencies.");
            return;
        }
        if (!obstacles.isEmpty()) {
            conclude(jar, obstacles);
            return;
        }
        judge(jar, patient && pending.size() > 1);
    }

    private void judge(PluginJar jar, boolean patient) {
        Faults faults = new Faults();
        Measures extended = extensions(jar, faults);
        Set<String> missed = new TreeSet<>();
        ReadResult read = new CriteriaReader(extended).read(jar.texts("criteria"), id -> {
            Optional<String> document = document(id);
            if (document.isEmpty()) {
                missed.add(id);
            }
            return document;
        });
        if (patient && !read.errors().isEmpty() && !missed.isEmpty()) {
            return;
        }
        faults.addAll(read.errors());
        ground.contents().forEach(content -> faults.addAll(content.faults(jar.texts(content.folder()))));
        List<CriteriaSet> brought = new AsPublished(ground.stored(), jar, extended).of(read.sets());
        faults.addAll(new SetConflicts(ground.stored(), sets).of(jar, brought));
        if (faults.none()) {
            accept(jar, brought, extended);
        } else {
            conclude(jar, faults.list());
        }
    }

    private Optional<String> document(String id) {
        return sets.stream()
                .map(PublishedSet::set)
                .filter(set -> set.id().equals(id))
                .max(Comparator.comparing(CriteriaSet::effective))
                .map(CriteriaSet::document);
    }

    /** Everything that a plugin's own code does wrong while it starts ends here. */
    private Measures extensions(PluginJar jar, Faults faults) {
        Quarantine kept = quarantined.get(jar.id());
        if (kept != null) {
            return StandIn.with(measures, jar.id(), kept);
        }
        try {
            Optional<PluginRuntime> runtime = code.of(jar);
            return runtime.isPresent() ? extended(jar, runtime.get()) : measures;
        } catch (RuntimeException | LinkageError failure) {
            faults.add(
                    jar.name(),
                    "The plugin does not start: "
                            + (failure instanceof Quarantined stopped ? stopped.reason() : failure.getMessage() + "."),
                    "See the server's log, and build it against this version of the API.");
            return measures;
        }
    }

    private Measures extended(PluginJar jar, PluginRuntime runtime) {
        if (!runtime.has(jar.id())) {
            runtime.loadAndStart(jar);
        }
        Measures extended = measures;
        List<String> names = new ArrayList<>();
        PluginRuntime.Brought brought = runtime.brought(jar.id());
        for (Measure<?> measure : brought.measures()) {
            extended = extended.with(measure);
            names.add(measure.name());
        }
        measuring.put(jar.id(), names);
        brought.profiles().forEach(profile -> profiles.put(jar.id(), profile));
        return extended;
    }

    private void accept(PluginJar jar, List<CriteriaSet> brought, Measures extended) {
        measures = extended;
        brought.forEach(set -> sets.add(new PublishedSet(set, jar.id(), jar.version(), jar.scope())));
        started.put(jar.id(), jar);
        pending.remove(jar);
    }

    private void refuse(PluginJar jar, String message, String remedy) {
        conclude(jar, List.of(new CriteriaError(jar.name(), 1, "", message, remedy)));
    }

    private void conclude(PluginJar jar, List<CriteriaError> faults) {
        if (pending.remove(jar)) {
            profiles.remove(jar.id());
            measuring.remove(jar.id());
            code.drop(jar);
        }
        refused.put(jar, faults);
    }

    Map<String, PluginJar> started() {
        return started;
    }

    Map<PluginJar, List<CriteriaError>> refused() {
        return refused;
    }

    List<PublishedSet> sets() {
        return sets;
    }

    Measures measures() {
        return measures;
    }

    /** The names of the measures that a plugin's code brings. */
    List<String> measuresOf(String plugin) {
        return measuring.getOrDefault(plugin, List.of());
    }

    /** Tells the code by which a set counts from any other, as far as plugins that started bring it; empty: by none. */
    String programOf(CriteriaSet set) {
        return set.ways().stream()
                .map(Way::measure)
                .distinct()
                .sorted()
                .flatMap(measure -> bringing(measure).map(plugin -> program(plugin, new TreeSet<>())))
                .collect(Collectors.joining(" "));
    }

    /** Those in quarantine too: that nothing of them runs for a while is no other code. */
    private Stream<String> bringing(String measure) {
        return started.keySet().stream()
                .filter(plugin -> measuresOf(plugin).contains(measure)
                        || quarantineOf(plugin)
                                .filter(kept -> kept.measures().contains(measure))
                                .isPresent());
    }

    /** With that of all that it depends on. */
    private String program(String plugin, Set<String> seen) {
        PluginJar jar = started.get(plugin);
        if (jar == null || !seen.add(plugin)) {
            return "";
        }
        return Stream.concat(
                        Stream.of(jar.program()),
                        jar.manifest().stream()
                                .flatMap(manifest -> manifest.dependencies().stream())
                                .map(dependency -> program(dependency.getPluginId(), seen)))
                .filter(one -> !one.isEmpty())
                .collect(Collectors.joining("+"));
    }

    Optional<Quarantine> quarantineOf(String plugin) {
        return Optional.ofNullable(quarantined.get(plugin));
    }

    /** One of a plugin, in the order of the plugins' starts. */
    List<SkillProfile> profiles() {
        return List.copyOf(profiles.values());
    }
}
