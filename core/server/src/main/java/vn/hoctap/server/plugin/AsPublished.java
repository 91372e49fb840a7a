package vn.hoctap.server.plugin;

import java.util.List;
import java.util.Optional;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.measure.Measures;

/**
 * A version never changes once it is published, not even when what it extends does: the very jar that published it brings it
 * as it was then. So a plugin that others extend can be upgraded without asking them.
 */
final class AsPublished {
    private final List<StoredSet> stored;
    private final PluginJar jar;
    private final CriteriaReader reader;

    AsPublished(List<StoredSet> stored, PluginJar jar, Measures measures) {
        this.stored = stored;
        this.jar = jar;
        this.reader = new CriteriaReader(measures);
    }

    List<CriteriaSet> of(List<CriteriaSet> read) {
        return read.stream().map(set -> before(set).orElse(set)).toList();
    }

    /** What can no longer be compiled as it was is taken as it is read, and told to be a change. */
    private Optional<CriteriaSet> before(CriteriaSet set) {
        try {
            return stored.stream()
                    .filter(one -> one.id().equals(set.id()) && one.version().equals(set.version()))
                    .filter(one ->
                            one.jars().contains(jar.digest()) && !one.document().equals(set.document()))
                    .findFirst()
                    .map(one -> reader.compile(one.document()));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}
