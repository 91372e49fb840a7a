package vn.hoctap.server.subject;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.secrecy.DataKey;
import vn.hoctap.server.secrecy.DataKeys;
import vn.hoctap.server.secrecy.Secrets;

/** Writes who people are, sealed. */
record ProfileRows(Sql sql, Secrets secrets) {

    /** Of one subject, by its number. */
    record Entry(long key, Profile profile) {}

    /** Changes some of what is known of a subject; it stays locked until the transaction ends. */
    void change(Change change) {
        SubjectChange content = change.content();
        if (content.name() == null && content.birthDate() == null && content.nationalId() == null) {
            return;
        }
        // Locked first and read then: one statement would wait, and see the newer row with the older keys.
        sql.first("select 1 from subject where key = $1 for update", change.key());
        Row row = sql.first(
                        "select kind, birth_date, " + Names.columns("s") + " from subject s where key = $1",
                        change.key())
                .orElseThrow();
        Profile known = Profile.of(row, secrets);
        Profile changed = new Profile(
                content.name() == null ? known.name() : content.name(),
                content.birthDate() == null ? known.birthDate() : content.birthDate(),
                content.nationalId() == null ? known.nationalId() : content.nationalId());
        if (Profile.isPersonal(SubjectRows.kind(row))) {
            requireFree(change.key(), changed);
            put(List.of(new Entry(change.key(), changed)));
        } else {
            sql.update(
                    "update subject set name = $2, name_search = $3, birth_date = $4 where key = $1",
                    change.key(),
                    changed.name(),
                    SearchText.of(changed.name()),
                    changed.birthDate());
        }
    }

    private void requireFree(long key, Profile profile) {
        @Nullable Buffer hash = profile.nationalIdHash(secrets.index());
        if (hash != null
                && sql.first("select 1 from subject where national_id = $1 and key <> $2", hash, key)
                        .isPresent()) {
            throw taken();
        }
    }

    /** Whoever is erased meanwhile stays so. */
    void put(List<Entry> entries) {
        Map<Long, DataKey> keys = new DataKeys(sql, secrets)
                .demand(entries.stream().map(Entry::key).toList());
        List<Entry> rows =
                entries.stream().filter(entry -> keys.containsKey(entry.key())).toList();
        sql.update(
                """
                update subject s set name = '', name_search = '', birth_date = null, profile = u.profile,
                    name_words = u.words::bigint[], national_id = u.national_id
                from unnest($1::bigint[], $2::bytea[], $3::text[], $4::bytea[]) u (key, profile, words, national_id)
                where s.key = u.key and s.erased_at is null""",
                Columns.numbers(rows, Entry::key),
                Columns.bytes(rows, entry -> entry.profile().sealed(key(keys, entry))),
                Columns.texts(rows, entry -> entry.profile().words(secrets.index())),
                Columns.bytes(rows, entry -> entry.profile().nationalIdHash(secrets.index())));
    }

    private static DataKey key(Map<Long, DataKey> keys, Entry entry) {
        DataKey key = keys.get(entry.key());
        if (key == null) {
            throw new IllegalStateException("a subject without a key");
        }
        return key;
    }

    /** Why some of these new subjects could not be entered. */
    Problem refusal(Collection<NewSubject> subjects) {
        String[] ids = subjects.stream().map(NewSubject::id).toArray(String[]::new);
        return sql.first("select id from subject where id = any($1) order by id limit 1", (Object) ids)
                .map(row -> SubjectWrites.known(row.getString("id")))
                .orElseGet(ProfileRows::taken);
    }

    /** Does not say who it is. */
    static Problem taken() {
        return Problem.conflict("/nationalId", "Another subject has this national ID already.");
    }
}
