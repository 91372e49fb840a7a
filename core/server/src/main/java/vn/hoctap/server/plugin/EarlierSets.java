package vn.hoctap.server.plugin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSet;

/**
 * What was published earlier and still holds: versions that their plugin no longer ships, for the years in which they
 * were in force; and the sets of a plugin whose new jar was refused, because a failed upgrade takes nothing away.
 */
final class EarlierSets {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierSets.class);

    private final List<StoredSet> stored;
    private final Loading loading;
    private final CriteriaReader reader;

    EarlierSets(List<StoredSet> stored, Loading loading) {
        this.stored = stored;
        this.loading = loading;
        this.reader = new CriteriaReader(loading.measures());
    }

    /** Of versions that hold from the same day, the one published last. */
    List<PublishedSet> sets() {
        Map<String, PublishedSet> found = new LinkedHashMap<>();
        Set<String> brought = loading.sets().stream().map(p -> p.set().id()).collect(Collectors.toSet());
        for (StoredSet set : stored) {
            if (!set.rolledBack() && (brought.contains(set.id()) ? !shipped(set) : ofRefused(set))) {
                compile(set)
                        .filter(this::unopposed)
                        .ifPresent(one ->
                                found.put(one.set().id() + " " + one.set().effective(), one));
            }
        }
        return List.copyOf(found.values());
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
