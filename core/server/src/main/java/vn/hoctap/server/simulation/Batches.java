package vn.hoctap.server.simulation;

import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;

/** The award batches in the database: which change of sets each followed, and what took it back. */
record Batches(Sql sql) {

    /**
     * @param plugin whose change it followed; null: somebody had people judged anew
     * @param undoes the batch that it takes back
     * @param undoneBy the batch that takes it back
     */
    record Batch(
            UUID job,
            @Nullable String digest,
            @Nullable String plugin,
            @Nullable String pluginVersion,
            @Nullable String orgUnit,
            @Nullable UUID undoes,
            @Nullable UUID undoneBy) {}

    void insert(Batch batch) {
        sql.update(
                "insert into award_batch (job, digest, plugin, plugin_version, org_unit, undoes)"
                        + " values ($1, $2, $3, $4, $5, $6)",
                batch.job(),
                batch.digest(),
                batch.plugin(),
                batch.pluginVersion(),
                batch.orgUnit(),
                batch.undoes());
        if (batch.undoes() != null) {
            sql.update("update award_batch set undone_by = $2 where job = $1", batch.undoes(), batch.job());
        }
    }

    Optional<Batch> find(UUID job) {
        return sql.first("select * from award_batch where job = $1", job).map(Batches::read);
    }

    /** The latest one after such a change of this plugin that nobody has taken back. */
    Optional<Batch> standing(String plugin, String digest) {
        return sql.first(
                        "select * from award_batch where plugin = $1 and digest = $2 and undone_by is null"
                                + " order by created_at desc limit 1",
                        plugin,
                        digest)
                .map(Batches::read);
    }

    /** The latest one of this plugin: only that can be taken back, for later ones stand on it. */
    Optional<UUID> latest(String plugin) {
        return sql.first(
                        "select job from award_batch where plugin = $1 and undoes is null and undone_by is null"
                                + " order by created_at desc limit 1",
                        plugin)
                .map(row -> row.getUUID("job"));
    }

    /** Whether one before this is still at work on some of these titles: its notes are what this one stands on. */
    boolean waitsForAnother(UUID job, Set<String> titles) {
        return sql.first(
                        "select 1 from award_batch b join job j on j.id = b.job, award_batch own where own.job = $1"
                                + " and (b.created_at, b.job) < (own.created_at, own.job)"
                                + " and j.state in ('QUEUED', 'RUNNING') and j.parameters -> 'titles' ?| $2 limit 1",
                        job,
                        titles.toArray(String[]::new))
                .isPresent();
    }

    /** Whether the sets for some of these titles have changed since this one began: all that it leaves is another's. */
    boolean isOvertaken(UUID job, Set<String> titles) {
        return sql.first(
                        "select 1 from award_batch b join job j on j.id = b.job, award_batch own where own.job = $1"
                                + " and (b.created_at, b.job) > (own.created_at, own.job) and b.plugin is not null"
                                + " and j.parameters -> 'titles' ?| $2 limit 1",
                        job,
                        titles.toArray(String[]::new))
                .isPresent();
    }

    private static Batch read(Row row) {
        return new Batch(
                row.getUUID("job"),
                row.getString("digest"),
                row.getString("plugin"),
                row.getString("plugin_version"),
                row.getString("org_unit"),
                row.getUUID("undoes"),
                row.getUUID("undone_by"));
    }
}
