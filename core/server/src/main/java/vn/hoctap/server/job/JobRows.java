package vn.hoctap.server.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Words;

/** Jobs in the database. The clock is the database's, so that nodes whose clocks differ agree on who has fallen silent. */
final class JobRows {
    private static final String COLUMNS =
            "id, kind, state, done, total, parameters::text as parameters, checkpoint::text as checkpoint,"
                    + " result::text as result, caller::text as caller, cancelling, created_at, started_at, updated_at";

    enum Reached {
        ON,
        CANCELLING,
        LOST
    }

    private final Sql sql;
    private final UUID owner;

    /** @param owner this process */
    JobRows(Sql sql, UUID owner) {
        this.sql = sql;
        this.owner = owner;
    }

    /** The same inside a transaction. */
    JobRows within(Sql transaction) {
        return new JobRows(transaction, owner);
    }

    void insert(UUID id, String kind, JsonNode parameters, JsonNode caller, String by) {
        sql.update(
                "insert into job (id, kind, state, parameters, caller, created_by)"
                        + " values ($1, $2, 'QUEUED', $3::text::jsonb, $4::text::jsonb, $5)",
                id,
                kind,
                parameters.toString(),
                caller.toString(),
                by);
    }

    Optional<Job> find(UUID id) {
        return sql.first("select " + COLUMNS + " from job where id = $1", id).map(JobRows::read);
    }

    /** The newest first, of one person or of all, of one kind or of all. */
    List<Job> list(@Nullable String by, @Nullable String kind, @Nullable UUID after, int limit) {
        return sql.rows("select " + COLUMNS + " " + """
                        from job where ($1::text is null or created_by = $1) and ($2::text is null or kind = $2)
                            and ($3::uuid is null or (created_at, id) < (select created_at, id from job where id = $3))
                        order by created_at desc, id desc limit $4""", by, kind, after, limit).stream()
                .map(JobRows::read)
                .toList();
    }

    /**
     * Takes the job that has waited longest, or whose process has been silent for so long. No two processes get the same. One
     * with {@link Jobs#NOT_BEFORE} among its parameters is left alone until that day has begun.
     */
    Optional<Job> claim(String[] kinds, Duration silence) {
        return sql.first("""
                        update job set state = 'RUNNING', owner = $1, heartbeat = now(), updated_at = now(),
                            started_at = coalesce(started_at, now())
                        where id = (select id from job where kind = any($2) and (state = 'QUEUED'
                                or state = 'RUNNING' and owner <> $1 and heartbeat < now() - make_interval(secs => $3))
                                and coalesce((parameters ->> $4)::date <= (now() at time zone $5)::date, true)
                            order by updated_at for update skip locked limit 1)
                        returning\s""" + COLUMNS, owner, kinds, silence.toMillis() / 1000.0, Jobs.NOT_BEFORE, Words.ZONE.getId())
                .map(JobRows::read);
    }

    void beat() {
        sql.update("update job set heartbeat = now() where owner = $1 and state = 'RUNNING'", owner);
    }

    Reached reach(UUID id, long done, @Nullable Long total, JsonNode checkpoint) {
        return sql.first("""
                        update job set done = $3, total = $4, checkpoint = $5::text::jsonb, updated_at = now(),
                            heartbeat = now()
                        where id = $1 and owner = $2 and state = 'RUNNING' returning cancelling""", id, owner, done, total, checkpoint.toString())
                .map(row -> row.getBoolean("cancelling") ? Reached.CANCELLING : Reached.ON)
                .orElse(Reached.LOST);
    }

    /** Does nothing when another process has taken the job over. */
    void end(UUID id, JobState state, @Nullable JsonNode result) {
        sql.update(
                "update job set state = $3, result = $4::text::jsonb, owner = null, updated_at = now(), ended_at = now()"
                        + " where id = $1 and owner = $2 and state = 'RUNNING'",
                id,
                owner,
                state.name(),
                result == null ? null : result.toString());
    }

    /** So that whoever starts next goes on at once. */
    void release(UUID id) {
        sql.update(
                "update job set state = 'QUEUED', owner = null where id = $1 and owner = $2 and state = 'RUNNING'",
                id,
                owner);
    }

    /** It waits again, behind all others. */
    void postpone(UUID id) {
        sql.update(
                "update job set state = 'QUEUED', owner = null, updated_at = now()"
                        + " where id = $1 and owner = $2 and state = 'RUNNING'",
                id,
                owner);
    }

    /** A job that waits is cancelled at once, one that runs at its next checkpoint, and an ended one not at all. */
    void cancel(UUID id, String by) {
        int stopping = sql.update("""
                update job set cancelling = true, updated_at = now(),
                    ended_at = case when state = 'QUEUED' then now() end,
                    state = case when state = 'QUEUED' then 'CANCELLED' else state end
                where id = $1 and state in ('QUEUED', 'RUNNING')""", id);
        if (stopping > 0) {
            Audit.write(sql, Act.of(by, Deed.JOB_CANCELLED).on(id.toString()));
        }
    }

    /** Some jobs that ended so long ago and are not cleared yet. */
    List<Job> stale(Duration age) {
        return sql
                .rows(
                        "select " + COLUMNS
                                + " from job where not cleared and ended_at < now() - make_interval(secs => $1)"
                                + " order by ended_at limit 100",
                        (double) age.toSeconds())
                .stream()
                .map(JobRows::read)
                .toList();
    }

    void cleared(UUID id) {
        sql.update("update job set cleared = true where id = $1", id);
    }

    private static Job read(Row row) {
        return new Job(
                row.getUUID("id"),
                row.getString("kind"),
                JobState.valueOf(row.getString("state")),
                row.getLong("done"),
                row.getLong("total"),
                json(row.getString("parameters")),
                optional(row.getString("checkpoint")),
                optional(row.getString("result")),
                CallerJson.read(json(row.getString("caller"))),
                row.getBoolean("cancelling"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static @Nullable Instant instant(Row row) {
        return Columns.instant(row.getOffsetDateTime("started_at"));
    }

    private static @Nullable JsonNode optional(@Nullable String text) {
        return text == null ? null : json(text);
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
