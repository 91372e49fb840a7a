package vn.hoctap.server.enrolment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.ledger.Faults;

/** A change of an enrolment as it was sent, of the described form. */
record GradeBody(JsonNode sent, int index, Faults faults) {

    /** Of what was sent with faults only the faults are of use. */
    Grade read(String enrolment) {
        Optional<State> state = Faults.text(sent, "state").flatMap(State::of);
        Optional<Integer> progress = Faults.member(sent, "progress").map(JsonNode::intValue);
        Grade grade = new Grade(
                enrolment, state, progress, time(), number(sent, "hours"), number(sent.path("result"), "scaled"));
        if (state.isEmpty() && progress.isEmpty()) {
            faults.add(index, "", "Say a state or a progress.");
        }
        if (state.filter(s -> s == State.ENROLLED).isPresent()) {
            faults.add(index, "/state", "An enrolment begins as ENROLLED and does not return to it.");
        }
        if (grade.details() && !grade.completes()) {
            faults.add(index, "/state", "completedAt, hours and result belong to the state COMPLETED.");
        }
        Faults.member(sent.path("result"), "passed")
                .filter(passed -> grade.completes() && !passed.booleanValue())
                .ifPresent(
                        no -> faults.add(index, "/result/passed", "Who has not passed is NOT_PASSED, not COMPLETED."));
        return grade;
    }

    private Optional<Instant> time() {
        try {
            return Faults.text(sent, "completedAt")
                    .map(text -> OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException malformed) {
            faults.add(
                    index,
                    "/completedAt",
                    "completedAt must be a date and time with an offset, for instance 2026-03-05T17:00:00+07:00.");
            return Optional.empty();
        }
    }

    private static Optional<Rational> number(JsonNode object, String name) {
        return Faults.member(object, name).map(Json::rational);
    }
}
