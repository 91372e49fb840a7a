package vn.hoctap.server.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.CourseOffer;
import vn.hoctap.engine.decision.Missing;

/** What a subject lacks under one set, as it is shown. */
record MissingJson(String set, Rational gap, List<StepJson> steps) {

    record StepJson(
            String indicator,
            Rational points,
            @JsonProperty("do") String advice,
            List<CourseJson> courses) {}

    record CourseJson(String code, String title, Optional<Rational> hours) {}

    static MissingJson of(Explained explained, List<CourseOffer> catalogue) {
        Missing missing = explained.missing(catalogue);
        return new MissingJson(
                explained.set().id(),
                missing.gap(),
                missing.steps().stream().map(MissingJson::step).toList());
    }

    private static StepJson step(Missing.Step step) {
        return new StepJson(
                step.indicator(),
                step.points(),
                step.advice().vi(),
                step.courses().stream()
                        .map(course -> new CourseJson(course.code(), course.title(), course.hours()))
                        .toList());
    }
}
