package vn.hoctap.server.xapi;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.secrecy.DataKey;
import vn.hoctap.server.secrecy.DataKeys;
import vn.hoctap.server.secrecy.Secrets;
import vn.hoctap.server.subject.Identity;

/**
 * Seals what statements say of somebody with his own key, and with the strangers' where nobody knows who he is. A row tells
 * by its subject whose key it was.
 */
record SealedStatements(Sql sql, Secrets secrets) {
    private static final String BODY = "statement";
    private static final String ACTOR = "actor";
    /** What is left of an erased person's statement. */
    static final Buffer ERASED = Buffer.buffer(new byte[] {1});

    /** The keys that seal what is said of these subjects; whoever is erased has none. */
    Map<Long, DataKey> keys(Collection<@Nullable Long> subjects) {
        List<Long> known =
                subjects.stream().flatMap(Stream::ofNullable).distinct().toList();
        return new DataKeys(sql, secrets).demand(known);
    }

    Buffer body(Map<Long, DataKey> keys, @Nullable Long subject, Buffer body) {
        DataKey key = key(keys, subject);
        return key == null ? ERASED : Buffer.buffer(key.seal(body.getBytes(), BODY));
    }

    @Nullable
    Buffer actor(Map<Long, DataKey> keys, @Nullable Long subject, @Nullable String actor) {
        return sealed(keys, subject, actor, ACTOR);
    }

    private @Nullable Buffer sealed(
            Map<Long, DataKey> keys, @Nullable Long subject, @Nullable String text, String context) {
        DataKey key = key(keys, subject);
        return text == null || key == null
                ? null
                : Buffer.buffer(key.seal(text.getBytes(StandardCharsets.UTF_8), context));
    }

    private @Nullable DataKey key(Map<Long, DataKey> keys, @Nullable Long subject) {
        return subject == null ? secrets.strangers() : keys.get(subject);
    }

    @Nullable
    Buffer hash(@Nullable String identity) {
        return identity == null ? null : Identity.hash(secrets.index(), identity);
    }

    Buffer[] hashes(Collection<String> identities) {
        return identities.stream()
                .map(identity -> Identity.hash(secrets.index(), identity))
                .toArray(Buffer[]::new);
    }

    /** The columns actor and actor_sealed of a row, by the keys of all its subjects. */
    @Nullable
    String actor(Row row, Map<Long, DataKey> keys) {
        Buffer sealed = row.getBuffer("actor_sealed");
        if (sealed == null) {
            return row.getString("actor");
        }
        DataKey key = key(keys, row.getLong("subject"));
        return key == null ? null : new String(key.open(sealed.getBytes(), ACTOR), StandardCharsets.UTF_8);
    }

    /** The column body of a row; empty when its subject is erased. */
    Buffer body(Row row, Map<Long, DataKey> keys) {
        Buffer stored = Objects.requireNonNull(row.getBuffer("body"));
        if (stored.getByte(0) != ERASED.getByte(0)) {
            return stored;
        }
        DataKey key = key(keys, row.getLong("subject"));
        return key == null || stored.length() == ERASED.length()
                ? Buffer.buffer()
                : Buffer.buffer(key.open(stored.getBytes(), BODY));
    }
}
