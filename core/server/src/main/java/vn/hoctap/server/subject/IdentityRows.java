package vn.hoctap.server.subject;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.secrecy.DataKey;
import vn.hoctap.server.secrecy.DataKeys;
import vn.hoctap.server.secrecy.Secrets;

/** Reads and writes under which names other systems know subjects. An identity belongs to one subject only. */
final class IdentityRows {

    private static final String CONTEXT = "identity";

    private record IdentityRow(long key, String identity, String pointer) {}

    private final Sql sql;
    private final Secrets secrets;

    IdentityRows(Sql sql, Secrets secrets) {
        this.sql = sql;
        this.secrets = secrets;
    }

    /** The ids of the subjects by identity; those that nobody has are absent. */
    Map<String, String> subjects(Collection<String> identities) {
        Map<Buffer, String> byHash =
                identities.stream().distinct().collect(Collectors.toMap(this::hash, identity -> identity));
        Map<String, String> subjects = new HashMap<>();
        sql.rows("""
                        select i.identity, i.hash, s.id from subject_identity i join subject s on s.key = i.subject
                        where i.hash = any($1) or i.identity = any($2)""", byHash.keySet().toArray(Buffer[]::new), identities.toArray(String[]::new))
                .forEach(row -> {
                    String plain = row.getString("identity");
                    String identity = plain != null ? plain : byHash.get(row.getBuffer("hash"));
                    subjects.put(Objects.requireNonNull(identity), row.getString("id"));
                });
        return subjects;
    }

    /** Of these subjects, in the order of the names; those that are stored plain from before as well. */
    Map<Long, List<Identity>> of(Long[] subjects) {
        Map<Long, List<Identity>> identities = new HashMap<>();
        List<Row> rows = sql.rows("""
                select i.subject, i.identity, i.sealed, d.wrapped from subject_identity i
                left join data_key d on d.subject = i.subject where i.subject = any($1)""", (Object) subjects);
        for (Row row : rows) {
            identities
                    .computeIfAbsent(row.getLong("subject"), key -> new ArrayList<>())
                    .add(Identity.of(text(row)));
        }
        identities.values().forEach(list -> list.sort(Comparator.comparing(Identity::key)));
        return identities;
    }

    private String text(Row row) {
        String plain = row.getString("identity");
        if (plain != null) {
            return plain;
        }
        DataKey key =
                secrets.unwrap(row.getLong("subject"), row.getBuffer("wrapped").getBytes());
        return new String(key.open(row.getBuffer("sealed").getBytes(), CONTEXT), StandardCharsets.UTF_8);
    }

    private Buffer hash(String identity) {
        return Identity.hash(secrets.index(), identity);
    }

    /** @throws Problem 409 when another subject has one of them */
    void replace(Change change) {
        if (change.content().identities() != null) {
            sql.update("delete from subject_identity where subject = $1", change.key());
            put(List.of(change));
        }
    }

    /** @throws Problem 409 when another subject has one of them */
    void put(List<Change> changes) {
        List<IdentityRow> rows =
                changes.stream().flatMap(change -> rows(change).stream()).toList();
        if (rows.isEmpty()) {
            return;
        }
        sealPlain(rows.stream().map(IdentityRow::identity).toList());
        Set<Buffer> put = insert(rows);
        List<PointerError> taken = rows.stream()
                .filter(row -> !put.contains(hash(row.identity())))
                .map(row -> new PointerError(row.pointer(), "Another subject has this identity already."))
                .toList();
        if (!taken.isEmpty()) {
            throw new Problem(409, "Conflict", taken.getFirst().detail(), taken);
        }
    }

    private Set<Buffer> insert(List<IdentityRow> rows) {
        Map<Long, DataKey> keys = new DataKeys(sql, secrets)
                .demand(rows.stream().map(IdentityRow::key).collect(Collectors.toSet()));
        return sql
                .rows(
                        """
                        insert into subject_identity (subject, hash, sealed)
                        select * from unnest($1::bigint[], $2::bytea[], $3::bytea[]) order by 2
                        on conflict do nothing returning hash""",
                        Columns.numbers(rows, IdentityRow::key),
                        Columns.bytes(rows, row -> hash(row.identity())),
                        Columns.bytes(rows, row -> sealed(keys.get(row.key()), row.identity())))
                .stream()
                .map(row -> row.getBuffer("hash"))
                .collect(Collectors.toSet());
    }

    private static Buffer sealed(@Nullable DataKey key, String identity) {
        return Buffer.buffer(Objects.requireNonNull(key, "an erased subject")
                .seal(identity.getBytes(StandardCharsets.UTF_8), CONTEXT));
    }

    /** Seals those of the identities that are stored plain from before, so that the same one is told by its hash. */
    void sealPlain(Collection<String> identities) {
        List<IdentityRow> plain = sql
                .rows("select identity, subject from subject_identity where identity = any($1) for update", (Object)
                        identities.toArray(String[]::new))
                .stream()
                .map(row -> new IdentityRow(row.getLong("subject"), row.getString("identity"), ""))
                .toList();
        if (plain.isEmpty()) {
            return;
        }
        sql.update("delete from subject_identity where identity = any($1)", (Object)
                Columns.texts(plain, IdentityRow::identity));
        insert(plain);
    }

    private static List<IdentityRow> rows(Change change) {
        List<Identity> identities = change.content().identities();
        List<IdentityRow> rows = new ArrayList<>();
        for (int i = 0; identities != null && i < identities.size(); i++) {
            rows.add(new IdentityRow(change.key(), identities.get(i).key(), "/identities/" + i));
        }
        return rows;
    }
}
