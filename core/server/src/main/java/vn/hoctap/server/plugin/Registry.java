package vn.hoctap.server.plugin;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.api.SkillProfile;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.measure.Measures;

/**
 * What holds now: sets, measures and files of the started plugins. It lives: when plugins come and go, the whole of it is
 * exchanged at once for another one with a higher number. Whoever asks several questions that belong together asks them of
 * one {@link #now()}; whoever keeps an answer keeps the number too, or listens. Safe for use from any thread.
 */
public final class Registry {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);

    /**
     * What judges at one moment, of one piece.
     *
     * @param number grows with every exchange; only within this process
     */
    public record Now(long number, CriteriaRegistry criteria, Measures measures) {}

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

    private record Held(State state, Now now) {
        static Held of(State state, long number) {
            CriteriaRegistry criteria = new CriteriaRegistry(
                    state.sets().stream().map(PublishedSet::installed).toList());
            return new Held(state, new Now(number, criteria, state.measures()));
        }
    }

    private final Clock clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Held held;
    private volatile Runnable following = () -> {};

    Registry(State state, Clock clock) {
        this.held = Held.of(state, 1);
        this.clock = clock;
    }

    /** @param look makes it so here what is wanted, and waits for a change under way */
    void followedBy(Runnable look) {
        following = look;
    }

    /** Returns when here holds what is wanted at this moment, or something later. */
    public void follow() {
        following.run();
    }

    /** From now on this holds; returns when all who listen have been told. For one thread at a time. */
    void exchange(State state) {
        held = Held.of(state, held.now().number() + 1);
        listeners.forEach(Registry::tell);
    }

    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException failure) {
            LOG.error("Something did not follow a change of plugins", failure);
        }
    }

    /**
     * To be told after every exchange, on the thread that exchanges: be quick.
     *
     * @return ends it
     */
    public AutoCloseable onChange(Runnable listener) {
        // Of its own identity, so that who listens twice can end each once.
        Runnable one = () -> listener.run();
        listeners.add(one);
        return () -> listeners.remove(one);
    }

    /** What is worked out from this registry and kept until something else holds. */
    public <T> Supplier<T> derived(Function<Registry, T> working) {
        record Derived<T>(long number, T value) {}
        AtomicReference<Derived<T>> kept = new AtomicReference<>();
        return () -> {
            long number = now().number();
            Derived<T> known = kept.get();
            if (known == null || known.number() != number) {
                // Asked before it is worked out: what changes in between is worked out again the next time.
                known = new Derived<>(number, working.apply(this));
                kept.set(known);
            }
            return known.value();
        };
    }

    public Now now() {
        return held.now();
    }

    State state() {
        return held.state();
    }

    public CriteriaRegistry current() {
        return now().criteria();
    }

    public Measures measures() {
        return now().measures();
    }

    /** The profile of skills that is shown: that of the plugin that started first. Its code may throw. */
    public Optional<SkillProfile> skillProfile() {
        return state().profiles().stream().findFirst();
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
        return state().sets().stream()
                .filter(published -> published.set().id().equals(id))
                .toList();
    }

    /** All versions of all sets, abstract ones too. */
    public List<PublishedSet> published() {
        return state().sets();
    }

    public List<PluginInfo> plugins() {
        return state().plugins();
    }

    /** The files of all started plugins in one folder, for instance {@code mappings}. */
    public List<PluginFile> files(String folder) {
        return state().files().stream()
                .filter(file -> file.source().file().startsWith(folder + "/"))
                .toList();
    }

    private LocalDate today(CriteriaSet set) {
        return LocalDate.now(clock.withZone(set.cycle().zone()));
    }
}
