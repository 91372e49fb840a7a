package vn.hoctap.server.audit;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An act in its place of the chain. Its hash is the SHA-256 of the hash before it and of all that stands here, each text
 * with its length before it, so that no two acts are hashed alike.
 *
 * @param at to the microsecond, as the database keeps it
 * @param digest of the reason; null: there was none
 */
record Link(
        long seq,
        OffsetDateTime at,
        String actor,
        @Nullable String behalf,
        String deed,
        @Nullable Long subject,
        @Nullable String object,
        @Nullable String note,
        @Nullable Buffer digest) {
    /** What comes before the first link. */
    static final Buffer BEGINNING = Buffer.buffer(new byte[32]);

    /** Of a row that has the columns of an act, and perhaps no place yet. */
    static Link of(Row row, long seq, @Nullable Buffer digest) {
        return new Link(
                seq,
                row.getOffsetDateTime("at"),
                row.getString("actor"),
                row.getString("behalf"),
                row.getString("deed"),
                row.getLong("subject"),
                row.getString("object"),
                row.getString("note"),
                digest);
    }

    /** A salt keeps a short reason from being guessed once it is erased. */
    static @Nullable Buffer digest(@Nullable String reason, @Nullable UUID salt) {
        if (reason == null) {
            return null;
        }
        MessageDigest sha = sha256();
        sha.update(String.valueOf(salt).getBytes(StandardCharsets.US_ASCII));
        sha.update(reason.getBytes(StandardCharsets.UTF_8));
        return Buffer.buffer(sha.digest());
    }

    Buffer hash(Buffer before) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(before.getBytes());
            out.writeLong(seq);
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, at.toInstant()));
            write(out, actor);
            write(out, behalf);
            write(out, deed);
            write(out, subject == null ? null : Long.toString(subject));
            write(out, object);
            write(out, note);
            write(out, digest == null ? new byte[0] : digest.getBytes());
        } catch (IOException memoryHasNone) {
            throw new UncheckedIOException(memoryHasNone);
        }
        return Buffer.buffer(sha256().digest(bytes.toByteArray()));
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            write(out, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
