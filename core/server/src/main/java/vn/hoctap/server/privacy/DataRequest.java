package vn.hoctap.server.privacy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked of his data.
 *
 * @param subject the id of the person
 * @param name his name; after an erasure nobody's
 * @param respondBy until when he must have an answer
 * @param completeBy until when it must be done
 * @param reason why it was refused
 */
record DataRequest(
        UUID id,
        long key,
        String subject,
        String name,
        Kind kind,
        State state,
        Instant askedAt,
        Instant respondBy,
        Instant completeBy,
        @Nullable Instant respondedAt,
        @Nullable String reason,
        @Nullable Instant completedAt) {

    enum Kind {
        COPY,
        ERASURE
    }

    enum State {
        /** Nobody has answered yet. */
        OPEN,
        ACCEPTED,
        REFUSED,
        DONE,
        /** The person has thought better of it. */
        CANCELLED;

        boolean pending() {
            return this == OPEN || this == ACCEPTED;
        }
    }

    /** By when something must happen next. */
    Instant due() {
        return state == State.OPEN ? respondBy : completeBy;
    }

    boolean late(Instant now) {
        return state.pending() && now.isAfter(due());
    }

    /** Nothing that tells who it is, for it must not reach a log. */
    @Override
    public String toString() {
        return "data request " + id;
    }
}
