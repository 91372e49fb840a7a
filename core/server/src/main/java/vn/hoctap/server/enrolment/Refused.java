package vn.hoctap.server.enrolment;

import java.util.Locale;
import vn.hoctap.server.http.Problem;

/** Why somebody cannot be entered for a course. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    enum Reason {
        RETIRED("", "This course is not offered any more; choose another one."),
        UNKNOWN("/session", "There is no such session; choose one of GET /api/v1/courses/{code}/sessions."),
        OTHER_COURSE("/session", "This session is one of another course; name that course, or a session of this one."),
        CANCELLED("/session", "This session is cancelled; choose another one."),
        OVER("/session", "This session is over; choose another one, or record what was learned as an activity."),
        FULL("/session", "This session is full; choose another one."),
        CLOSED(
                "/session",
                "The time to register for this session is over; ask who holds the course, or choose another.");

        private final String pointer;
        private final String detail;

        Reason(String pointer, String detail) {
            this.pointer = pointer;
            this.detail = detail;
        }

        String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    Refused(Reason reason) {
        super(reason.detail, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    Problem problem() {
        return reason.pointer.isEmpty()
                ? Problem.conflict(reason.detail)
                : Problem.conflict(reason.pointer, reason.detail);
    }
}
