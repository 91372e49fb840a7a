package vn.hoctap.server.secrecy;

import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.hoctap.server.database.Sql;

/** The data keys of subjects, by their numbers in the database. Nothing is kept in memory: a dropped key is gone at once. */
public record DataKeys(Sql sql, Secrets secrets) {

    /** A new key of a subject, to be stored with {@link #put}. */
    @SuppressWarnings("ArrayRecordComponent") // two of them are never compared
    public record Made(long subject, DataKey key, byte[] wrapped) {
        public static Made of(Secrets secrets, long subject) {
            byte[] wrapped = secrets.fresh(subject);
            return new Made(subject, secrets.unwrap(subject, wrapped), wrapped);
        }
    }

    /** Those that there are. */
    public Map<Long, DataKey> find(Collection<Long> subjects) {
        Map<Long, DataKey> keys = new HashMap<>();
        if (!subjects.isEmpty()) {
            sql.rows("select subject, wrapped from data_key where subject = any($1)", (Object)
                            subjects.toArray(Long[]::new))
                    .forEach(row -> {
                        long subject = row.getLong("subject");
                        keys.put(
                                subject,
                                secrets.unwrap(subject, row.getBuffer("wrapped").getBytes()));
                    });
        }
        return keys;
    }

    public Optional<DataKey> find(long subject) {
        return Optional.ofNullable(find(Set.of(subject)).get(subject));
    }

    /** Makes those that are missing. Whoever is erased never gets one again, and is absent. */
    public Map<Long, DataKey> demand(Collection<Long> subjects) {
        Map<Long, DataKey> keys = find(subjects);
        Set<Long> missing = new HashSet<>(subjects);
        missing.removeAll(keys.keySet());
        if (!missing.isEmpty()) {
            make(missing);
            keys.putAll(find(missing));
        }
        return keys;
    }

    public Optional<DataKey> demand(long subject) {
        return Optional.ofNullable(demand(Set.of(subject)).get(subject));
    }

    private void make(Set<Long> subjects) {
        put(subjects.stream().sorted().map(subject -> Made.of(secrets, subject)).toList());
    }

    /** For those who have none yet and are not erased: the share of the row's lock makes an erasure wait, or be seen. */
    public void put(List<Made> made) {
        if (!made.isEmpty()) {
            sql.update(
                    """
                    insert into data_key (subject, wrapped)
                    select s.key, u.wrapped from unnest($1::bigint[], $2::bytea[]) u (subject, wrapped)
                    join subject s on s.key = u.subject where s.erased_at is null
                    order by 1 for key share of s
                    on conflict do nothing""",
                    made.stream().map(Made::subject).toArray(Long[]::new),
                    made.stream().map(one -> Buffer.buffer(one.wrapped())).toArray(Buffer[]::new));
        }
    }

    /** Whatever was sealed with it can never be read again. */
    public void drop(long subject) {
        sql.update("delete from data_key where subject = $1", subject);
    }
}
