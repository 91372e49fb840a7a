package vn.hoctap.server.secrecy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * Closes short texts that go out and come back, in an address for instance: nobody on the way reads them, only the one for
 * whom they were closed opens them, and after a while nobody does. Safe for use from any thread.
 */
public final class Envelope {
    /** A working day and its evening. */
    private static final Duration LIFE = Duration.ofHours(12);

    /** Texts of about the same length become equally long, so that the length says little. */
    private static final int STEP = 24;

    private final DataKey key;
    private final InstantSource clock;

    Envelope(DataKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * @param owner who alone can have it opened, and for what
     * @return letters that may stand in an address as they are
     */
    public String close(String text, String owner) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int padded = (bytes.length / STEP + 1) * STEP;
        byte[] content = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + padded)
                .putLong(clock.instant().plus(LIFE).getEpochSecond())
                .putInt(bytes.length)
                .put(bytes)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.seal(content, owner));
    }

    /** Empty when it is none of ours, somebody else's, or too old. */
    public Optional<String> open(String closed, String owner) {
        try {
            ByteBuffer content = ByteBuffer.wrap(key.open(Base64.getUrlDecoder().decode(closed), owner));
            if (!clock.instant().isBefore(Instant.ofEpochSecond(content.getLong()))) {
                return Optional.empty();
            }
            byte[] bytes = new byte[content.getInt()];
            content.get(bytes);
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (Unreadable | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
