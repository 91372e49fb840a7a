package vn.hoctap.server.plugin;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.server.http.Json;

/**
 * What was published earlier and still holds: versions that their plugin no longer ships, for the years in which they
 * were in force; and the sets of a plugin whose new jar was refused, because a failed upgrade takes nothing away.
 */
final class EarlierSets {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierSets.class);

    private final List<StoredSet> stored;
    private final Loading loading;
    private final Measures measures;
    private final CriteriaReader reader;

    EarlierSets(List<StoredSet> stored, Loading loading) {
        this.stored = stored;
        this.loading = loading;
        this.measures = withStandIns();
        this.reader = new CriteriaReader(measures);
    }

    /** Those of the started plugins, and something in place of those that plugins brought which were refused. */
    Measures measures() {
        return measures;
    }

    /** So that their sets stay and say that they cannot be evaluated: nobody loses a title because a plugin does not start. */
    private Measures withStandIns() {
        Measures all = loading.measures();
        for (StoredSet set : stored) {
            if (!set.rolledBack() && ofRefused(set)) {
                for (String name : named(set)) {
                    all = all.knows(name)
                            ? all
                            : all.with(new StandIn(name, set.plugin(), "it was refused when it was loaded."));
                }
            }
        }
        return all;
    }

    /** The measures that a set names. */
    private static List<String> named(StoredSet set) {
        try {
            return Json.mapper().readTree(set.document()).findValuesAsText("measure");
        } catch (JsonProcessingException unreadable) {
            return List.of();
        }
    }

    /** Of versions that hold from the same day, the one published last. */
    List<PublishedSet> sets() {
        Map<String, PublishedSet> found = new LinkedHashMap<>();
        for (StoredSet set : stored) {
            if (!set.rolledBack() && (isBrought(set.id()) ? follows(set) && !shipped(set) : ofRefused(set))) {
                compile(set)
                        .filter(this::unopposed)
                        .ifPresent(one ->
                                found.put(one.set().id() + " " + one.set().effective(), one));
            }
        }
        return List.copyOf(found.values());
    }

    private boolean isBrought(String id) {
        return loading.sets().stream().anyMatch(p -> p.set().id().equals(id));
    }

    /** An id that another plugin takes up says nothing of what the one before has published, but for the whole tree. */
    private boolean follows(StoredSet set) {
        return loading.sets().stream()
                .filter(p -> p.set().id().equals(set.id()))
                .anyMatch(p -> p.plugin().equals(set.plugin()) || (p.scope() == null && set.scope() == null));
    }

    private boolean shipped(StoredSet set) {
        return loading.sets().stream()
                .anyMatch(
                        p -> p.set().id().equals(set.id()) && p.set().version().equals(set.version()));
    }

    private boolean ofRefused(StoredSet set) {
        return set.active()
                && !loading.started().containsKey(set.plugin())
                && loading.refused().keySet().stream().anyMatch(jar -> jar.id().equals(set.plugin()));
    }

    /** What a started plugin brings goes before what would tie with it, and before what it corrects. */
    private boolean unopposed(PublishedSet earlier) {
        return loading.sets().stream().noneMatch(p -> SetConflicts.tie(p, earlier) || corrects(p, earlier));
    }

    private static boolean corrects(PublishedSet later, PublishedSet earlier) {
        return later.set().id().equals(earlier.set().id())
                && later.set().effective().equals(earlier.set().effective());
    }

    private Optional<PublishedSet> compile(StoredSet stored) {
        try {
            CriteriaSet set = reader.compile(stored.document());
            return Optional.of(new PublishedSet(set, stored.plugin(), stored.pluginVersion(), stored.scope()));
        } catch (RuntimeException unreadable) {
            LOG.error(
                    "The published version {} of {} cannot be used any more and judges nobody: {}",
                    stored.version(),
                    stored.id(),
                    unreadable.getMessage());
            return Optional.empty();
        }
    }
}
