package vn.hoctap.server.evidence;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.secrecy.DataKey;
import vn.hoctap.server.secrecy.Secrets;

/** Evidence between Java and its table. */
record EvidenceRows(Sql sql, Secrets secrets) {
    private static final String NAME = "evidence name";

    /** With the key that opens the name. */
    private static final String COLUMNS =
            "*, (select wrapped from data_key d where d.subject = evidence.subject) as data_key";

    void insert(Evidence one, DataKey key) {
        sql.update(
                """
                insert into evidence
                    (id, subject, fact, name, sealed_name, media_type, size, sha256, uploaded_by, uploaded_at)
                values ($1, $2, $3, '', $4, $5, $6, $7, $8, $9)""",
                one.id(),
                one.subject(),
                one.fact(),
                Buffer.buffer(key.seal(one.name().getBytes(StandardCharsets.UTF_8), NAME)),
                one.type().slug(),
                one.size(),
                bytes(one.place()),
                one.uploadedBy(),
                Columns.utc(one.uploadedAt()));
    }

    /** In the order in which it came. */
    List<Evidence> find(Collection<UUID> ids) {
        return list(
                sql.rows("select " + COLUMNS + " from evidence where id = any($1) order by uploaded_at, id", (Object)
                        ids.toArray(UUID[]::new)));
    }

    /** What proves these activities, in the order in which it came. */
    List<Evidence> of(long subject, Collection<String> facts) {
        return list(sql.rows(
                "select " + COLUMNS + " from evidence where subject = $1 and fact = any($2) order by uploaded_at, id",
                subject,
                facts.toArray(String[]::new)));
    }

    List<Evidence> of(long subject) {
        return list(
                sql.rows("select " + COLUMNS + " from evidence where subject = $1 order by uploaded_at, id", subject));
    }

    /** The same content that the same person has sent before for nothing yet. */
    Optional<Evidence> sent(Evidence like) {
        return sql.first("""
                        select id from evidence
                        where subject = $1 and sha256 = $2 and fact is null and uploaded_by = $3 limit 1""", like.subject(), bytes(like.place()), like.uploadedBy())
                .flatMap(row -> find(List.of(row.getUUID("id"))).stream().findFirst());
    }

    Optional<String> owner(long subject) {
        return sql.first("select id from subject where key = $1", subject).map(row -> row.getString("id"));
    }

    long bytes(long subject) {
        return sql.first("select coalesce(sum(size), 0)::bigint as n from evidence where subject = $1", subject)
                .orElseThrow()
                .getLong("n");
    }

    /** Those of a subject that prove nothing yet; returns those that do now. */
    List<Evidence> attach(long subject, String fact, Collection<UUID> ids) {
        return list(sql.rows(
                "update evidence set fact = $2 where subject = $1 and fact is null and id = any($3) returning "
                        + COLUMNS,
                subject,
                fact,
                ids.toArray(UUID[]::new)));
    }

    void detach(Collection<UUID> ids) {
        sql.update("update evidence set fact = null where id = any($1)", (Object) ids.toArray(UUID[]::new));
    }

    /** Removes it unless it was attached meanwhile. */
    boolean deleteLoose(UUID id) {
        return sql.update("delete from evidence where id = $1 and fact is null", id) > 0;
    }

    List<Evidence> deleteOf(long subject) {
        return list(sql.rows("delete from evidence where subject = $1 returning " + COLUMNS, subject));
    }

    /** The next ones in the order of their ids. */
    List<Evidence> plain(UUID after, int limit) {
        return list(sql.rows(
                "select " + COLUMNS + " from evidence where sealed_name is null and id > $1 order by id limit $2",
                after,
                limit));
    }

    void seal(Evidence plain, String place, DataKey key) {
        sql.update(
                "update evidence set name = '', sealed_name = $2, sha256 = $3 where id = $1 and sealed_name is null",
                plain.id(),
                Buffer.buffer(key.seal(plain.name().getBytes(StandardCharsets.UTF_8), NAME)),
                bytes(place));
    }

    List<Evidence> delete(Collection<UUID> ids) {
        return list(sql.rows(
                "delete from evidence where id = any($1) returning " + COLUMNS, (Object) ids.toArray(UUID[]::new)));
    }

    /** What was never attached, or to an activity that was never recorded. */
    List<Evidence> deleteOrphans(Instant from, Instant to) {
        return list(sql.rows("""
                delete from evidence where uploaded_at >= $1 and uploaded_at < $2 and (fact is null
                    or not exists (select from fact f where f.subject = evidence.subject and f.id = evidence.fact))
                returning
                """ + COLUMNS, Columns.utc(from), Columns.utc(to)));
    }

    /** Until the end of the transaction nobody else adds or removes a file with this content. */
    void lock(String sha256) {
        sql.rows("select pg_advisory_xact_lock(('x' || left($1, 16))::bit(64)::bigint)", sha256);
    }

    boolean needs(String sha256) {
        return sql.first("select 1 from evidence where sha256 = $1 limit 1", bytes(sha256))
                .isPresent();
    }

    /** Those of these contents that no row names. */
    List<String> unneeded(Collection<String> sha256) {
        Object contents = sha256.stream().map(EvidenceRows::bytes).toArray(Buffer[]::new);
        return sql.rows("""
                        select u.content from unnest($1::bytea[]) u(content)
                        where not exists (select from evidence e where e.sha256 = u.content)""", contents).stream()
                .map(row -> hex(row.getBuffer("content")))
                .toList();
    }

    private List<Evidence> list(List<Row> rows) {
        return rows.stream().map(this::row).toList();
    }

    private Evidence row(Row row) {
        Buffer sealedName = row.getBuffer("sealed_name");
        return new Evidence(
                row.getUUID("id"),
                row.getLong("subject"),
                row.getString("fact"),
                sealedName == null ? row.getString("name") : name(row, sealedName),
                MediaType.of(row.getString("media_type")),
                row.getLong("size"),
                hex(row.getBuffer("sha256")),
                sealedName != null,
                row.getString("uploaded_by"),
                row.getOffsetDateTime("uploaded_at").toInstant());
    }

    /** Whose key is gone, has no name any more. */
    private String name(Row row, Buffer sealed) {
        Buffer wrapped = row.getBuffer("data_key");
        return wrapped == null
                ? ""
                : new String(
                        secrets.unwrap(row.getLong("subject"), wrapped.getBytes())
                                .open(sealed.getBytes(), NAME),
                        StandardCharsets.UTF_8);
    }

    private static String hex(Buffer bytes) {
        return HexFormat.of().formatHex(bytes.getBytes());
    }

    private static Buffer bytes(String hex) {
        return Buffer.buffer(HexFormat.of().parseHex(hex));
    }
}
