package vn.hoctap.server.plugin;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.hoctap.api.SkillProfile;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.measure.Measures;

/** What holds now: sets, measures and files of the started plugins. Safe for use from any thread. */
public final class Registry {

    /** @param sets all versions, by id and then by the date from which they hold */
    record State(
            List<PublishedSet> sets,
            Measures measures,
            List<SkillProfile> profiles,
            List<PluginInfo> plugins,
            List<PluginFile> files) {
        State {
            profiles = List.copyOf(profiles);
            sets = sets.stream().sorted(ORDER).toList();
            plugins = List.copyOf(plugins);
            files = List.copyOf(files);
        }

        private static final Comparator<PublishedSet> ORDER = Comparator.comparing(
                        (PublishedSet p) -> p.set().id())
                .thenComparing(p -> p.set().effective())
                .thenComparing(p -> p.set().version());
    }

    private final State state;
    private final CriteriaRegistry criteria;
    private final Clock clock;

    Registry(State state, Clock clock) {
        this.state = state;
        this.criteria = new CriteriaRegistry(
                state.sets().stream().map(PublishedSet::installed).toList());
        this.clock = clock;
    }

    public CriteriaRegistry current() {
        return criteria;
    }

    public Measures measures() {
        return state.measures();
    }

    /** The profile of skills that is shown: that of the plugin that started first. Its code may throw. */
    public Optional<SkillProfile> skillProfile() {
        return state.profiles().stream().findFirst();
    }

    /** The version in force today, or the first to come into force. */
    public Optional<CriteriaSet> set(String id) {
        return published(id).map(PublishedSet::set);
    }

    public Optional<PublishedSet> published(String id) {
        List<PublishedSet> versions = versions(id);
        return versions.reversed().stream()
                .filter(version -> !version.set().effective().isAfter(today(version.set())))
                .findFirst()
                .or(() -> versions.stream().findFirst());
    }

    public Optional<PublishedSet> published(String id, String version) {
        return versions(id).stream()
                .filter(published -> published.set().version().equals(version))
                .findFirst();
    }

    /** All versions of a set, the oldest first. */
    public List<PublishedSet> versions(String id) {
        return state.sets().stream()
                .filter(published -> published.set().id().equals(id))
                .toList();
    }

    /** All versions of all sets, abstract ones too. */
    public List<PublishedSet> published() {
        return state.sets();
    }

    public List<PluginInfo> plugins() {
        return state.plugins();
    }

    /** The files of all started plugins in one folder, for instance {@code mappings}. */
    public List<PluginFile> files(String folder) {
        return state.files().stream()
                .filter(file -> file.source().file().startsWith(folder + "/"))
                .toList();
    }

    private LocalDate today(CriteriaSet set) {
        return LocalDate.now(clock.withZone(set.cycle().zone()));
    }
}
