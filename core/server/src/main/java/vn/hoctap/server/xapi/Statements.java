package vn.hoctap.server.xapi;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.secrecy.DataKey;
import vn.hoctap.server.secrecy.DataKeys;
import vn.hoctap.server.secrecy.Secrets;

/** All statements, as received, and what became of each. */
final class Statements {

    /** As shown in lists. */
    record Received(
            UUID id,
            Instant receivedAt,
            String provider,
            @Nullable String actor,
            @Nullable String verb,
            @Nullable String object,
            String outcome,
            @Nullable String reason,
            @Nullable String subject,
            @Nullable String fact) {}

    /** One that waits for its actor to become known. */
    record Waiting(UUID id, String provider, Instant receivedAt, Buffer body) {}

    private final Database database;
    private final SealedStatements sealed;

    Statements(Database database, Secrets secrets) {
        this.database = database;
        this.sealed = new SealedStatements(database, secrets);
    }

    /** The contents of those that are stored already. */
    Map<UUID, Buffer> hashes(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : database
                        .rows("select id, hash from statement where id = any($1)", (Object) ids.toArray(UUID[]::new))
                        .stream()
                        .collect(Collectors.toMap(row -> row.getUUID("id"), row -> row.getBuffer("hash")));
    }

    /** Returns how many were stored; those whose id somebody stored in the meantime were not. */
    int insert(List<Judged> judged, Sender sender, String version, Instant receivedAt) {
        Map<Long, DataKey> keys = keys(judged);
        return database.update(
                """
                insert into statement (id, provider, received_at, version, hash, actor_hash, actor_sealed, verb, object,
                    outcome, reason, subject, fact, body)
                select id, $1, $2, $3, hash, actor_hash, actor_sealed, verb, object, outcome, reason, subject, fact, body
                from unnest($4::uuid[], $5::bytea[], $6::bytea[], $7::bytea[], $8::text[], $9::text[], $10::text[],
                    $11::text[], $12::int8[], $13::text[], $14::bytea[])
                    u(id, hash, actor_hash, actor_sealed, verb, object, outcome, reason, subject, fact, body)
                on conflict (id) do nothing""",
                sender.id(),
                at(receivedAt),
                version,
                array(judged, UUID[]::new, j -> j.statement().id()),
                array(judged, Buffer[]::new, j -> j.statement().hash()),
                array(judged, Buffer[]::new, j -> sealed.hash(actor(j))),
                array(judged, Buffer[]::new, j -> sealed.actor(keys, j.fate().aboutSubject(), actor(j))),
                array(judged, String[]::new, j -> j.statement().verb()),
                array(judged, String[]::new, j -> j.statement().object()),
                array(judged, String[]::new, j -> j.fate().outcome()),
                array(judged, String[]::new, j -> j.fate().reasonGiven()),
                array(judged, Long[]::new, j -> j.fate().aboutSubject()),
                array(judged, String[]::new, j -> j.fate().asFact()),
                array(judged, Buffer[]::new, j -> body(keys, j)));
    }

    private Map<Long, DataKey> keys(List<Judged> judged) {
        return sealed.keys(
                Arrays.asList(array(judged, Long[]::new, j -> j.fate().aboutSubject())));
    }

    private Buffer body(Map<Long, DataKey> keys, Judged judged) {
        return sealed.body(
                keys, judged.fate().aboutSubject(), judged.statement().body());
    }

    private static @Nullable String actor(Judged judged) {
        return judged.statement().actor().orElse(null);
    }

    /** The oldest first. */
    List<Waiting> waiting(Collection<String> actors, int limit) {
        return database
                .rows(
                        "select id, provider, received_at, subject, body from statement where outcome = 'WAITING'"
                                + " and (actor_hash = any($1) or actor = any($2)) order by received_at, id limit $3",
                        sealed.hashes(actors),
                        actors.toArray(String[]::new),
                        limit)
                .stream()
                .map(row -> new Waiting(
                        row.getUUID("id"),
                        row.getString("provider"),
                        row.getOffsetDateTime("received_at").toInstant(),
                        sealed.body(row, Map.of())))
                .toList();
    }

    /** The identities for which statements wait although somebody has them, and those of statements from before the sealing. */
    List<String> waitingForKnown() {
        return database.rows("""
                        select distinct on (s.actor_hash, s.actor) s.subject, s.actor, s.actor_sealed from statement s
                        where s.outcome = 'WAITING' and (s.actor is not null
                            or exists (select from subject_identity i where i.hash = s.actor_hash))""").stream()
                .flatMap(row -> Stream.ofNullable(sealed.actor(row, Map.of())))
                .toList();
    }

    /** For those that waited. */
    void settle(List<Judged> judged) {
        Map<Long, DataKey> keys = keys(judged);
        database.update(
                """
                update statement s set outcome = u.outcome, reason = u.reason, subject = u.subject, fact = u.fact,
                    actor = null, actor_hash = u.actor_hash, actor_sealed = u.actor_sealed, body = u.body
                from unnest($1::uuid[], $2::text[], $3::text[], $4::int8[], $5::text[], $6::bytea[], $7::bytea[],
                    $8::bytea[]) u(id, outcome, reason, subject, fact, actor_hash, actor_sealed, body)
                where s.id = u.id and s.outcome = 'WAITING'""",
                array(judged, UUID[]::new, j -> j.statement().id()),
                array(judged, String[]::new, j -> j.fate().outcome()),
                array(judged, String[]::new, j -> j.fate().reasonGiven()),
                array(judged, Long[]::new, j -> j.fate().aboutSubject()),
                array(judged, String[]::new, j -> j.fate().asFact()),
                array(judged, Buffer[]::new, j -> sealed.hash(actor(j))),
                array(judged, Buffer[]::new, j -> sealed.actor(keys, j.fate().aboutSubject(), actor(j))),
                array(judged, Buffer[]::new, j -> body(keys, j)));
    }

    /** Seals statements from before anything was sealed, so many at most; returns how many there were. */
    int sealPlain(int limit) {
        return database.inTransaction(sql -> {
            List<Row> rows = sql.rows(
                    "select id, subject, actor, body from statement where get_byte(body, 0) <> 1 limit $1"
                            + " for update skip locked",
                    limit);
            Map<Long, DataKey> keys = sealed.keys(Arrays.asList(
                    rows.stream().map(row -> row.getLong("subject")).toArray(Long[]::new)));
            sql.update(
                    """
                    update statement s set actor = null, actor_hash = u.hash, actor_sealed = u.actor, body = u.body
                    from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[]) u (id, hash, actor, body)
                    where s.id = u.id""",
                    rows.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new),
                    rows.stream()
                            .map(row -> sealed.hash(row.getString("actor")))
                            .toArray(Buffer[]::new),
                    rows.stream()
                            .map(row -> sealed.actor(keys, row.getLong("subject"), row.getString("actor")))
                            .toArray(Buffer[]::new),
                    rows.stream()
                            .map(row -> sealed.body(keys, row.getLong("subject"), row.getBuffer("body")))
                            .toArray(Buffer[]::new));
            return rows.size();
        });
    }

    /** What was received of a subject, the oldest first; of an erased one nothing is left. */
    List<Buffer> of(long subject) {
        Map<Long, DataKey> keys = new DataKeys(database, secrets()).find(List.of(subject));
        return database
                .rows("select subject, body from statement where subject = $1 order by received_at, id", subject)
                .stream()
                .map(row -> sealed.body(row, keys))
                .filter(body -> body.length() > 0)
                .toList();
    }

    /** The latest first. */
    List<Received> list(Optional<String> outcome, Optional<Cursor> after, int limit) {
        List<Row> rows = database.rows(
                """
                        select st.id, st.received_at, st.provider, st.subject, st.actor, st.actor_sealed, st.verb, st.object, st.outcome, st.reason,
                            s.id as subject_id, st.fact
                        from statement st left join subject s on s.key = st.subject
                        where ($1::text is null or st.outcome = $1)
                            and ($2::timestamptz is null or (st.received_at, st.id) < ($2, $3::uuid))
                        order by st.received_at desc, st.id desc limit $4""",
                outcome.orElse(null),
                after.map(cursor -> at(cursor.receivedAt())).orElse(null),
                after.map(Cursor::id).orElse(null),
                limit);
        Map<Long, DataKey> keys = new DataKeys(database, secrets())
                .find(rows.stream()
                        .flatMap(row -> Stream.ofNullable(row.getLong("subject")))
                        .toList());
        return rows.stream().map(row -> received(row, keys)).toList();
    }

    private Secrets secrets() {
        return sealed.secrets();
    }

    private Received received(Row row, Map<Long, DataKey> keys) {
        return new Received(
                row.getUUID("id"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getString("provider"),
                sealed.actor(row, keys),
                row.getString("verb"),
                row.getString("object"),
                row.getString("outcome"),
                row.getString("reason"),
                row.getString("subject_id"),
                row.getString("fact"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T extends @Nullable Object> T[] array(
            List<Judged> judged, IntFunction<T[]> generator, Function<Judged, T> value) {
        return judged.stream().map(value).toArray(generator);
    }
}
