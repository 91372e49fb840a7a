package vn.hoctap.server.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an officer asked about an activity before deciding.
 *
 * @param fact the activity's id
 * @param answer null: the question is open
 */
public record Question(
        String fact,
        long seq,
        String text,
        String askedBy,
        Instant askedAt,
        @Nullable String answer,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt) {

    public boolean open() {
        return answeredAt == null;
    }
}
