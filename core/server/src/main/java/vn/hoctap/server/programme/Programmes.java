package vn.hoctap.server.programme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.api.SkillFramework;
import vn.hoctap.api.SkillProfile;
import vn.hoctap.engine.criteria.CriteriaRegistry.Installed;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.ledger.Standings;
import vn.hoctap.server.plugin.PluginFile;
import vn.hoctap.server.plugin.PluginInfo;
import vn.hoctap.server.plugin.PublishedSet;
import vn.hoctap.server.plugin.Registry;

/**
 * The programmes of the plugins that run, and what is to be counted for them. Immutable.
 *
 * @param aims each once, whichever programmes have it
 * @param trainings the types of activity by which somebody is trained, for any of the aims
 * @param kinds who can earn each title
 * @param framework of skills that a plugin knows; empty: none does
 * @param rules the same for the same things to count
 */
record Programmes(
        Registry registry,
        List<Programme> all,
        List<Aim> aims,
        Set<String> trainings,
        Map<String, Set<SubjectKind>> kinds,
        Standings standings,
        String framework,
        String rules) {
    private static final Logger LOG = LoggerFactory.getLogger(Programmes.class);

    /** Always those that hold now. */
    static Supplier<Programmes> following(Registry registry) {
        return registry.derived(Programmes::of);
    }

    static Programmes of(Registry registry) {
        List<Programme> all = read(registry);
        Map<String, Aim> aims = new LinkedHashMap<>();
        all.forEach(programme -> programme
                .targets()
                .forEach(target -> aims.putIfAbsent(target.aim().key(), target.aim())));
        Map<String, Set<SubjectKind>> kinds = new TreeMap<>();
        registry.current().installed().stream()
                .map(Installed::set)
                .forEach(set -> kinds.computeIfAbsent(set.awards(), title -> new HashSet<>())
                        .add(set.subject()));
        return new Programmes(
                registry,
                all,
                List.copyOf(aims.values()),
                aims.values().stream().map(aim -> aim.yardstick().trainedBy()).collect(Collectors.toSet()),
                kinds,
                new Standings(
                        (id, version) -> registry.published(id, version).map(PublishedSet::set), registry.measures()),
                framework(registry),
                rules(registry, aims, kinds));
    }

    private static String framework(Registry registry) {
        try {
            return registry.skillProfile().map(SkillProfile::frameworks).stream()
                    .flatMap(List::stream)
                    .findFirst()
                    .map(SkillFramework::id)
                    .orElse("");
        } catch (RuntimeException | LinkageError failure) {
            LOG.error("A plugin cannot say what skills there are", failure);
            return "";
        }
    }

    private static String rules(Registry registry, Map<String, Aim> aims, Map<String, Set<SubjectKind>> kinds) {
        Map<String, Set<SubjectKind>> counted = new TreeMap<>(kinds);
        Set<String> titles = aims.values().stream()
                .filter(aim -> aim.metric() == Metric.TITLE_SHARE)
                .map(Aim::title)
                .collect(Collectors.toSet());
        counted.keySet().retainAll(titles);
        return String.join(
                " ",
                String.join(",", new TreeMap<>(aims).keySet()),
                counted.toString(),
                framework(registry),
                registry.plugins().stream()
                        .filter(plugin -> plugin.state() == PluginInfo.State.QUARANTINED)
                        .map(PluginInfo::id)
                        .collect(Collectors.joining(",")));
    }

    private static List<Programme> read(Registry registry) {
        Map<String, @Nullable String> scopes = new LinkedHashMap<>();
        registry.plugins().stream()
                .filter(plugin -> plugin.state() != PluginInfo.State.REFUSED)
                .forEach(plugin -> scopes.put(plugin.id(), plugin.scope()));
        List<Programme> read = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (PluginFile file : registry.files(ProgrammeReader.FOLDER)) {
            Programme programme = ProgrammeReader.read(file.source()).within(scopes.get(file.plugin()));
            if (ids.add(programme.id())) {
                read.add(programme);
            }
        }
        return List.copyOf(read);
    }

    /**
     * Those whose targets hold in a unit, the one for the nearest unit first.
     *
     * @param heirs what has become of a unit: a programme of one that has ended is that of those that took its place
     */
    List<Programme> holdingIn(List<String> chain, Function<String, List<String>> heirs) {
        return all.stream()
                .filter(programme -> programme.holdsIn(chain, heirs))
                .sorted(Comparator.comparingInt(programme -> distance(programme, chain, heirs)))
                .toList();
    }

    private static int distance(Programme programme, List<String> chain, Function<String, List<String>> heirs) {
        return Stream.of(Optional.ofNullable(programme.orgUnit()), Optional.ofNullable(programme.scope()))
                .flatMap(Optional::stream)
                .flatMap(unit -> heirs.apply(unit).stream())
                .mapToInt(chain::indexOf)
                .filter(steps -> steps >= 0)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** All sets that judge somebody now, by id. */
    Map<String, CriteriaSet> sets() {
        Map<String, CriteriaSet> sets = new TreeMap<>();
        registry.current()
                .installed()
                .forEach(installed -> sets.put(installed.set().id(), installed.set()));
        return sets;
    }
}
