package vn.hoctap.server.ledger;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.CriteriaRegistry.Installed;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.server.database.Sql;

/** The criteria sets as they were stored when they were published, compiled from those documents and nothing else. */
final class PublishedSets {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedSets.class);

    private record Published(Installed installed, Instant at, boolean active) {
        boolean is(String id, String version) {
            return installed.set().id().equals(id) && installed.set().version().equals(version);
        }
    }

    private record FolderKey(String set, String version, int cycle) {}

    private final List<Published> sets;
    private final Measures measures;
    private final Map<FolderKey, Folder> folders = new ConcurrentHashMap<>();

    private PublishedSets(List<Published> sets, Measures measures) {
        this.sets = sets;
        this.measures = measures;
    }

    static PublishedSets load(Sql sql, Measures measures) {
        CriteriaReader reader = new CriteriaReader(measures);
        List<Published> sets =
                sql.rows("select id, version, scope, document, published_at, active from criteria_set").stream()
                        .flatMap(row -> compile(reader, row).stream())
                        .toList();
        return new PublishedSets(sets, measures);
    }

    private static Optional<Published> compile(CriteriaReader reader, Row row) {
        try {
            CriteriaSet set = reader.compile(row.getString("document"));
            return Optional.of(new Published(
                    new Installed(set, row.getString("scope")),
                    row.getOffsetDateTime("published_at").toInstant(),
                    row.getBoolean("active")));
        } catch (RuntimeException failure) {
            LOG.warn("The stored set {} {} cannot be compiled", row.getString("id"), row.getString("version"), failure);
            return Optional.empty();
        }
    }

    Optional<CriteriaSet> find(String id, String version) {
        return sets.stream()
                .filter(published -> published.is(id, version))
                .map(published -> published.installed().set())
                .findFirst();
    }

    /** What could have judged at that moment: the sets published by then that still judge. */
    CriteriaRegistry at(Instant moment) {
        return registry(sets.stream().filter(published -> judgedAt(published, moment)));
    }

    /** The same with the set that a row names, which may have been taken out of force since. */
    CriteriaRegistry at(Instant moment, ProgressRow row) {
        return registry(sets.stream()
                .filter(published -> published.is(row.set(), row.version()) || judgedAt(published, moment)));
    }

    private static boolean judgedAt(Published published, Instant moment) {
        return published.active() && !published.at().isAfter(moment);
    }

    private static CriteriaRegistry registry(Stream<Published> sets) {
        return new CriteriaRegistry(sets.map(Published::installed).toList());
    }

    Folder folder(CriteriaSet set, int cycle) {
        return folders.computeIfAbsent(
                new FolderKey(set.id(), set.version(), cycle), key -> new Folder(set, cycle, measures));
    }
}
