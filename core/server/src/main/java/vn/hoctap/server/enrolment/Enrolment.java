package vn.hoctap.server.enrolment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody takes part in a course.
 *
 * @param key of the subject in the database
 * @param session null: none, the course is taken at any time
 * @param state as it is now, with what came from elsewhere
 * @param progress in percent
 * @param fact that completed it
 * @param completedAt when that fact ended
 * @param elsewhere the fact came from elsewhere and not by this enrolment
 */
record Enrolment(
        String id,
        long key,
        String subject,
        String name,
        String course,
        @Nullable String session,
        State state,
        int progress,
        Instant enrolledAt,
        String enrolledBy,
        @Nullable String fact,
        @Nullable Instant completedAt,
        boolean elsewhere) {

    /** A change, kept for ever. */
    record Change(State state, int progress, @Nullable String session, Instant changedAt, String changedBy) {}

    /** What the facts of its completion are called; one that was withdrawn is followed by one with a number. */
    static String factId(String enrolment, int attempt) {
        return "enrolment-" + enrolment + (attempt == 1 ? "" : "-" + attempt);
    }
}
