package vn.hoctap.server.enrolment;

import java.time.Instant;
import java.util.Optional;
import vn.hoctap.api.Rational;

/**
 * What is said of one enrolment; what is left out stays.
 *
 * @param completedAt when the course was completed; left out: when its session ended, or now
 * @param hours instead of the catalogue's
 * @param scaled the result, −1 to 1
 */
record Grade(
        String enrolment,
        Optional<State> state,
        Optional<Integer> progress,
        Optional<Instant> completedAt,
        Optional<Rational> hours,
        Optional<Rational> scaled) {

    static Grade of(String enrolment, State state) {
        return new Grade(
                enrolment, Optional.of(state), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    boolean completes() {
        return state.filter(s -> s == State.COMPLETED).isPresent();
    }

    boolean cancels() {
        return state.filter(s -> s == State.CANCELLED).isPresent();
    }

    /** Says something of the fact that is to be recorded. */
    boolean details() {
        return completedAt.isPresent() || hours.isPresent() || scaled.isPresent();
    }
}
