package vn.hoctap.server.course;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A date at which a course is held.
 *
 * @param capacity how many people may take part; null: as many as come
 * @param registerUntil after this moment nobody enrols himself; null: until it ends
 * @param cancellation why it is not held; null: it is
 * @param taken how many take part or took part
 */
public record Session(
        String id,
        String course,
        Instant starts,
        Instant ends,
        @Nullable String place,
        @Nullable Integer capacity,
        @Nullable Instant registerUntil,
        @Nullable String note,
        @Nullable String cancellation,
        int taken) {

    /** Whether one can enrol, and why not. */
    public enum State {
        OPEN,
        FULL,
        /** The time for registration is over; whoever holds the course may still enrol people. */
        CLOSED,
        OVER,
        CANCELLED;

        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public State state(Instant now) {
        if (cancellation != null) {
            return State.CANCELLED;
        }
        if (!ends.isAfter(now)) {
            return State.OVER;
        }
        if (capacity != null && taken >= capacity) {
            return State.FULL;
        }
        return registerUntil != null && registerUntil.isBefore(now) ? State.CLOSED : State.OPEN;
    }

    /** Seats that are free; null: no limit. */
    public @Nullable Integer free() {
        return capacity == null ? null : Math.max(0, capacity - taken);
    }

    public boolean upcoming(Instant now) {
        return cancellation == null && ends.isAfter(now);
    }
}
