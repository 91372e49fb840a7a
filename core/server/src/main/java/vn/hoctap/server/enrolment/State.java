package vn.hoctap.server.enrolment;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where an enrolment stands. */
enum State {
    ENROLLED,
    IN_PROGRESS,
    COMPLETED,
    NOT_PASSED,
    CANCELLED;

    /** Something can still become of it. */
    boolean open() {
        return this == ENROLLED || this == IN_PROGRESS;
    }

    static Optional<State> of(@Nullable String name) {
        return Stream.of(values()).filter(state -> state.name().equals(name)).findFirst();
    }
}
