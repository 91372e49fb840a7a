package vn.hoctap.engine.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static vn.hoctap.engine.criteria.CriteriaFiles.HEAD_LINES;
import static vn.hoctap.engine.criteria.CriteriaFiles.citizens;
import static vn.hoctap.engine.criteria.CriteriaFiles.only;
import static vn.hoctap.engine.criteria.CriteriaFiles.read;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.engine.criteria.Way.Amount;

/** Bands and rates whose numbers are parameters. */
class ThresholdParametersTest {
    private static final String POINTS = "/criteria/0/indicators/0/from/0/points";
    private static final int POINTS_LINE = HEAD_LINES + 10;
    private static final String SET = """
            parameters: %s
            criteria:
              - id: tu-hoc
                name: Tự học
                indicators:
                  - id: gio
                    name: Giờ học
                    max: 10
                    from:
                      - {measure: sum, of: hours, points: %s}
            award: {scheme: sum, requires: [{id: total, if: 'total >= 5'}]}
            """;
    private static final String BANDS = "[{atLeast: parameter.low, give: 5}, {atLeast: parameter.high, give: 8}]";

    private static CriteriaSource set(String parameters, String points) {
        return citizens(SET.formatted(parameters, points));
    }

    private static CriteriaError onlyError(CriteriaSource... files) {
        List<CriteriaError> errors = read(files).errors();
        assertThat(errors).hasSize(1);
        return errors.getFirst();
    }

    private static CriteriaSource local(String parameters) {
        return new CriteriaSource("local.yaml", """
                id: thu/hai
                extends: thu/mot
                version: "1"
                status: illustrative
                source: a test
                effective: {from: 2024-01-01}
                parameters: %s
                """.formatted(parameters));
    }

    @Test
    void a_band_and_a_rate_name_their_parameters() {
        CriteriaSet bands = only(set("{low: 10, high: 20}", BANDS));
        CriteriaSet rate = only(set("{low: 10}", "{each: parameter.low, give: 0.5}"));

        assertThat(bands.ways().getFirst().points())
                .isInstanceOfSatisfying(
                        Way.Points.Bands.class,
                        points -> assertThat(points.bands())
                                .extracting(Way.Band::atLeast)
                                .containsExactly(new Amount.OfParameter("low"), new Amount.OfParameter("high")));
        assertThat(rate.ways().getFirst().points())
                .isInstanceOfSatisfying(
                        Way.Points.Rate.class,
                        points -> assertThat(points.each()).isEqualTo(new Amount.OfParameter("low")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {low: 10} | [{atLeast: parameter.lo, give: 5}] | /0/atLeast | no parameter “lo” | Did you mean “parameter.low”?
            {low: 10} | [{atLeast: parameter.x_9, give: 5}] | /0/atLeast | no parameter “x_9” | parameters: {x_9: 10}
            {low: far} | [{atLeast: parameter.low, give: 5}] | /0/atLeast | is a text | a number
            {low: 10} | [{atLeast: low, give: 5}] | /0/atLeast | “low” is not written | parameter.hoursFor5
            {low: 10} | [{atLeast: "10", give: 5}] | /0/atLeast | a number is wanted | without quotes
            {low: 10} | [{atLeast: true, give: 5}] | /0/atLeast | “true” stands where a number or a text | parameter.
            """)
    void what_is_neither_a_number_nor_a_parameter_of_numbers_is_a_fault(
            String parameters, String points, String path, String message, String remedy) {
        CriteriaError error = onlyError(set(parameters, points));

        assertThat(error.path()).isEqualTo(POINTS + path);
        assertThat(error.line()).isEqualTo(POINTS_LINE);
        assertThat(error.message()).contains(message);
        assertThat(error.remedy()).contains(remedy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {low: 20, high: 10}  | [{atLeast: parameter.low, give: 5}, {atLeast: parameter.high, give: 8}] | /parameters/high | stands after
            {low: 10, high: 10}  | [{atLeast: parameter.low, give: 5}, {atLeast: parameter.high, give: 8}] | /parameters/high | Two bands
            {low: 9, high: 11}   | [{atLeast: 1, give: parameter.low}, {atLeast: 2, give: parameter.high}] | /parameters/high | at most 10
            {low: 9, high: 8}    | [{atLeast: 1, give: parameter.low}, {atLeast: 2, give: parameter.high}] | /parameters/high | less than the 9
            {low: 0}             | {each: parameter.low, give: 1}                                          | /parameters/low  | each 0
            """)
    void values_that_make_no_sense_are_shown_at_the_parameter(
            String parameters, String points, String path, String message) {
        CriteriaError error = onlyError(set(parameters, points));

        assertThat(error.path()).isEqualTo(path);
        assertThat(error.line()).isEqualTo(HEAD_LINES + 1);
        assertThat(error.message()).contains(message);
    }

    @Test
    void each_case_of_the_parameters_is_checked_and_those_of_one_condition_together() {
        String easier = "when: [{if: 'subject.region == \"difficult\"', value: %d}]";
        String both = "{low: {value: 20, %s}, high: {value: 30, %s}}".formatted(easier, easier);

        assertThat(read(set(both.formatted(5, 10), BANDS)).errors()).isEmpty();
        assertThat(onlyError(set(both.formatted(5, 4), BANDS)).message())
                .contains("from 4 stands after")
                .contains("5");
    }

    @Test
    void a_local_set_changes_the_parameter_alone() {
        CriteriaSource national = set("{low: 10, high: 20}", BANDS);

        ReadResult result = read(national, local("{low: 15}"));

        assertThat(result.errors()).isEmpty();
        assertThat(result.sets().getLast().document()).contains("\"low\":15").contains("\"high\":20");
    }

    @Test
    void a_local_value_that_does_not_fit_is_shown_where_it_stands() {
        CriteriaSource national = set("{low: 10, high: {value: 20}}", BANDS);

        assertThat(read(national, local("{low: 25}")).errors())
                .extracting(CriteriaError::file, CriteriaError::line, CriteriaError::path)
                .containsExactly(tuple("local.yaml", 7, "/parameters/low"));
    }
}
