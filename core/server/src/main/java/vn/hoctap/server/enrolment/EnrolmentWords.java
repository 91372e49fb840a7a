package vn.hoctap.server.enrolment;

import java.util.Locale;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;

/** Puts states of enrolments into words. */
record EnrolmentWords(Words words) {

    String state(State state) {
        return words.get("enrolment.state." + state.name().toLowerCase(Locale.ROOT));
    }

    static Tone tone(State state) {
        return switch (state) {
            case ENROLLED, IN_PROGRESS -> Tone.WAIT;
            case COMPLETED -> Tone.OK;
            case NOT_PASSED -> Tone.NO;
            case CANCELLED -> Tone.STILL;
        };
    }
}
