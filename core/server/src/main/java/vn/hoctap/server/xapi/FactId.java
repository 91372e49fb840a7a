package vn.hoctap.server.xapi;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * What a fact from a statement is known by: provider, actor, verb, object and timestamp. The same event sent again has
 * another statement id, and an LMS changes registrations and names of courses as it likes; none of that makes a second
 * fact.
 */
final class FactId {
    private FactId() {}

    static UUID of(String provider, String actor, Statement statement) {
        byte[] sum = sha256(joined(
                provider,
                actor,
                statement.verb(),
                statement.object(),
                statement.timestamp().toString()));
        ByteBuffer bits = ByteBuffer.wrap(sum);
        // A UUID of version 8 (RFC 9562): named by a hash of our own choice.
        return new UUID(
                (bits.getLong() & ~0xF000L) | 0x8000L,
                (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    /** With lengths, so that no two lists of parts are joined to the same bytes. */
    private static byte[] joined(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String part : parts) {
                byte[] text = part.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
