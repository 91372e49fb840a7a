package vn.hoctap.server.course;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session as the API shows it. */
record SessionJson(
        String id,
        String course,
        Instant starts,
        Instant ends,
        @Nullable String place,
        @Nullable Integer capacity,
        @Nullable Integer free,
        @Nullable Instant registerUntil,
        @Nullable String note,
        @Nullable String cancellation,
        String state) {

    static SessionJson of(Session session, Instant now) {
        return new SessionJson(
                session.id(),
                session.course(),
                session.starts(),
                session.ends(),
                session.place(),
                session.capacity(),
                session.free(),
                session.registerUntil(),
                session.note(),
                session.cancellation(),
                session.state(now).slug());
    }
}
