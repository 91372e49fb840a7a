package vn.hoctap.server.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.expression.Expression;

/** What only shows when sets meet: taken ids, two sets that nobody could choose between, changed published versions. */
final class SetConflicts {
    private record Version(String id, String version) {}

    private final Map<Version, StoredSet> stored;
    private final Collection<PublishedSet> accepted;

    SetConflicts(Collection<StoredSet> stored, Collection<PublishedSet> accepted) {
        this.stored = stored.stream().collect(Collectors.toMap(s -> new Version(s.id(), s.version()), s -> s));
        this.accepted = accepted;
    }

    List<CriteriaError> of(PluginJar jar, List<CriteriaSet> sets) {
        List<CriteriaError> found = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            CriteriaSet set = sets.get(i);
            PublishedSet published = new PublishedSet(set, jar.id(), jar.version(), jar.scope());
            accepted.forEach(other -> found.addAll(between(jar, published, other)));
            sets.subList(0, i).stream()
                    .filter(other -> sameAudience(set, other))
                    .forEach(other -> found.add(tieFault(jar, set, other, "this plugin")));
            changed(jar, set).ifPresent(found::add);
            taken(jar, set).ifPresent(found::add);
        }
        return found;
    }

    private static List<CriteriaError> between(PluginJar jar, PublishedSet published, PublishedSet other) {
        CriteriaSet set = published.set();
        if (set.id().equals(other.set().id())) {
            return List.of(SetPlace.fault(
                    jar,
                    set,
                    "id",
                    "The plugin '" + other.plugin() + "' brings a set '" + set.id() + "' already.",
                    "Give this set an id of its own."));
        }
        return tie(published, other)
                ? List.of(tieFault(jar, set, other.set(), "the plugin '" + other.plugin() + "'"))
                : List.of();
    }

    /** Its versions would go on from those of another plugin, which may be for everybody. */
    private Optional<CriteriaError> taken(PluginJar jar, CriteriaSet set) {
        return jar.scope() == null
                ? Optional.empty()
                : stored.values().stream()
                        .filter(other ->
                                other.id().equals(set.id()) && !other.plugin().equals(jar.id()))
                        .findFirst()
                        .map(other -> SetPlace.fault(
                                jar,
                                set,
                                "id",
                                "The plugin '" + other.plugin() + "' has published a set '" + set.id() + "' before.",
                                "Give this set an id of its own."));
    }

    private Optional<CriteriaError> changed(PluginJar jar, CriteriaSet set) {
        StoredSet before = stored.get(new Version(set.id(), set.version()));
        return before == null || before.document().equals(set.document())
                ? Optional.empty()
                : Optional.of(SetPlace.fault(
                        jar,
                        set,
                        "version",
                        "Version " + set.version() + " of '" + set.id() + "' was published with other content"
                                + " (its own, or that of what it extends).",
                        "A published version never changes: raise 'version'."));
    }

    /** Equally near by scope, with the same audience: the subject would have two judges. */
    static boolean tie(PublishedSet one, PublishedSet other) {
        return Objects.equals(one.scope(), other.scope()) && sameAudience(one.set(), other.set());
    }

    private static boolean sameAudience(CriteriaSet one, CriteriaSet other) {
        return !one.id().equals(other.id())
                && !one.isAbstract()
                && !other.isAbstract()
                && one.awards().equals(other.awards())
                && one.subject() == other.subject()
                && one.place() == other.place()
                && audience(one).equals(audience(other));
    }

    private static String audience(CriteriaSet set) {
        return set.audience()
                .map(Expression::source)
                .map(text -> text.strip().replaceAll("\\s+", " "))
                .orElse("");
    }

    private static CriteriaError tieFault(PluginJar jar, CriteriaSet set, CriteriaSet other, String whose) {
        return SetPlace.fault(
                jar,
                set,
                set.audience().isPresent() ? "audience" : "awards",
                "The set '" + other.id() + "' of " + whose + " judges the same people for the title '" + set.awards()
                        + "', and nothing says which is nearer.",
                "Give the sets different audiences.");
    }
}
