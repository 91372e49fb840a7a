package vn.hoctap.server.exchange;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.secrecy.DataKey;
import vn.hoctap.server.secrecy.Secrets;

/** Seals what one import has staged; when the key is dropped, nobody can read it any more. Safe for use from any thread. */
record StagingKey(DataKey key) {
    static final String NAME = "name";
    private static final int PLACE_BYTES = 16;

    /** Made before anything is staged; a key that is there stays. */
    static StagingKey make(Sql sql, Secrets secrets, UUID job, String name) {
        byte[] wrapped = secrets.freshFor(job);
        StagingKey made = new StagingKey(secrets.unwrap(job, wrapped));
        sql.update(
                "insert into import_key (job, wrapped, name) values ($1, $2, $3)",
                job,
                Buffer.buffer(wrapped),
                made.seal(name, NAME));
        return made;
    }

    /** Empty: the job is cleared, or from before anything was sealed. */
    static Optional<StagingKey> find(Sql sql, Secrets secrets, UUID job) {
        return sql.first("select wrapped from import_key where job = $1", job).map(row -> of(secrets, job, row));
    }

    /** @param row of {@code import_key}, with what is wrapped */
    static StagingKey of(Secrets secrets, UUID job, Row row) {
        return new StagingKey(secrets.unwrap(job, row.getBuffer("wrapped").getBytes()));
    }

    Buffer seal(String text, String context) {
        return Buffer.buffer(key.seal(text.getBytes(StandardCharsets.UTF_8), context));
    }

    String open(Buffer sealed, String context) {
        return new String(key.open(sealed.getBytes(), context), StandardCharsets.UTF_8);
    }

    Optional<String> openOptional(@Nullable Buffer sealed, String context) {
        return Optional.ofNullable(sealed).map(there -> open(there, context));
    }

    /** The same for the same subject, and nothing that tells who it is. */
    String place(String subject) {
        return subject.isEmpty() ? "" : HexFormat.of().formatHex(hash(subject), 0, PLACE_BYTES);
    }

    /** By which rows about somebody are found. */
    Long[] marks(Collection<String> words) {
        return words.stream()
                .map(word -> ByteBuffer.wrap(hash(word)).getLong())
                .distinct()
                .toArray(Long[]::new);
    }

    private byte[] hash(String text) {
        return key.fingerprint(text.getBytes(StandardCharsets.UTF_8));
    }
}
