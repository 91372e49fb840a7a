package vn.hoctap.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.Entries;
import vn.hoctap.engine.Sets;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;

/** What a number is worth may depend on the subject, by way of a parameter. */
class ParameterPointsTest {
    private static final CriteriaSet SET = Sets.citizens("""
            parameters:
              hoursFor5: {value: 20, when: [{if: 'subject.region == "difficult"', value: 10}]}
              hoursForOne: {value: 4, when: [{if: 'subject.region == "difficult"', value: 2}]}
              most: 8
            criteria:
              - id: one
                name: One
                indicators:
                  - id: bands
                    name: Bands
                    max: 10
                    from:
                      - measure: sum
                        of: hours
                        points: [{atLeast: parameter.hoursFor5, give: 5}, {atLeast: 40, give: parameter.most}]
                  - id: rate
                    name: Rate
                    max: 10
                    from: [{measure: sum, of: hours, points: {each: parameter.hoursForOne, give: 1}}]
            award: {scheme: sum, requires: [{id: total, if: 'total >= 15'}]}
            """);

    private static final Folder FOLDER = new Folder(SET, 2026, Measures.builtIn());
    private static final Circumstances AT = Circumstances.at(Entries.noon("2026-12-01"));

    private static Map<String, Object> livingIn(String region) {
        return Map.of("region", region);
    }

    private static List<Entry> learned(String hours) {
        return List.of(Entries.course("a", "2026-03-01", hours));
    }

    @ParameterizedTest
    @CsvSource({"city, 19.99, 0, 4", "city, 20, 5, 5", "city, 40, 8, 10", "difficult, 9, 0, 4", "difficult, 10, 5, 5"})
    void the_same_hours_are_worth_what_the_parameter_of_the_subject_says(
            String region, String hours, int bands, int rate) {
        Decision decision = Decider.decide(FOLDER, Sets.subject(livingIn(region)), FOLDER.all(learned(hours)), AT);

        assertThat(decision.indicators())
                .extracting(Decision.IndicatorResult::points)
                .containsExactly(Rational.of(bands), Rational.of(rate));
    }

    @ParameterizedTest
    @CsvSource({"city, 19", "difficult, 9"})
    void the_way_to_the_title_is_measured_by_the_same_parameters(String region, String more) {
        Missing missing = Missing.of(FOLDER, Sets.subject(livingIn(region)), learned("1"), AT, List.of());

        assertThat(missing.steps())
                .filteredOn(step -> step.indicator().equals("bands"))
                .extracting(step -> step.advice().en())
                .containsExactly("Learn for " + more + " more hours");
    }
}
