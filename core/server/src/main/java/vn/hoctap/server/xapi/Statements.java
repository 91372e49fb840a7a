package vn.hoctap.server.xapi;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Database;

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

    Statements(Database database) {
        this.database = database;
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
        return database.update(
                """
                insert into statement
                    (id, provider, received_at, version, hash, actor, verb, object, outcome, reason, subject, fact, body)
                select id, $1, $2, $3, hash, actor, verb, object, outcome, reason, subject, fact, body
                from unnest($4::uuid[], $5::bytea[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                    $11::int8[], $12::text[], $13::bytea[])
                    u(id, hash, actor, verb, object, outcome, reason, subject, fact, body)
                on conflict (id) do nothing""",
                sender.id(),
                at(receivedAt),
                version,
                array(judged, UUID[]::new, j -> j.statement().id()),
                array(judged, Buffer[]::new, j -> j.statement().hash()),
                array(judged, String[]::new, j -> j.statement().actor().orElse(null)),
                array(judged, String[]::new, j -> j.statement().verb()),
                array(judged, String[]::new, j -> j.statement().object()),
                array(judged, String[]::new, j -> j.fate().outcome()),
                array(judged, String[]::new, j -> j.fate().reasonGiven()),
                array(judged, Long[]::new, j -> j.fate().aboutSubject()),
                array(judged, String[]::new, j -> j.fate().asFact()),
                array(judged, Buffer[]::new, j -> j.statement().body()));
    }

    /** The oldest first. */
    List<Waiting> waiting(Collection<String> actors, int limit) {
        return database
                .rows(
                        "select id, provider, received_at, body from statement"
                                + " where outcome = 'WAITING' and actor = any($1) order by received_at, id limit $2",
                        actors.toArray(String[]::new),
                        limit)
                .stream()
                .map(row -> new Waiting(
                        row.getUUID("id"),
                        row.getString("provider"),
                        row.getOffsetDateTime("received_at").toInstant(),
                        row.getBuffer("body")))
                .toList();
    }

    /** The identities for which statements wait although somebody has them. */
    List<String> waitingForKnown() {
        return database.rows("""
                        select distinct s.actor from statement s
                        join subject_identity i on i.identity = s.actor where s.outcome = 'WAITING'""").stream().map(row -> row.getString("actor")).toList();
    }

    /** For those that waited. */
    void settle(List<Judged> judged) {
        database.update(
                """
                update statement s set outcome = u.outcome, reason = u.reason, subject = u.subject, fact = u.fact
                from unnest($1::uuid[], $2::text[], $3::text[], $4::int8[], $5::text[])
                    u(id, outcome, reason, subject, fact)
                where s.id = u.id and s.outcome = 'WAITING'""",
                array(judged, UUID[]::new, j -> j.statement().id()),
                array(judged, String[]::new, j -> j.fate().outcome()),
                array(judged, String[]::new, j -> j.fate().reasonGiven()),
                array(judged, Long[]::new, j -> j.fate().aboutSubject()),
                array(judged, String[]::new, j -> j.fate().asFact()));
    }

    /** The latest first. */
    List<Received> list(Optional<String> outcome, Optional<Cursor> after, int limit) {
        return database
                .rows(
                        """
                        select st.id, st.received_at, st.provider, st.actor, st.verb, st.object, st.outcome, st.reason,
                            s.id as subject_id, st.fact
                        from statement st left join subject s on s.key = st.subject
                        where ($1::text is null or st.outcome = $1)
                            and ($2::timestamptz is null or (st.received_at, st.id) < ($2, $3::uuid))
                        order by st.received_at desc, st.id desc limit $4""",
                        outcome.orElse(null),
                        after.map(cursor -> at(cursor.receivedAt())).orElse(null),
                        after.map(Cursor::id).orElse(null),
                        limit)
                .stream()
                .map(Statements::received)
                .toList();
    }

    private static Received received(Row row) {
        return new Received(
                row.getUUID("id"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getString("provider"),
                row.getString("actor"),
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
