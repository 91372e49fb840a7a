package vn.hoctap.engine.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.engine.criteria.CriteriaFiles.HEAD_LINES;
import static vn.hoctap.engine.criteria.CriteriaFiles.citizens;
import static vn.hoctap.engine.criteria.CriteriaFiles.read;
import static vn.hoctap.engine.criteria.CriteriaFiles.units;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeaningTest {
    private static final String TWENTY_POINTS = """
            criteria:
              - id: a
                name: A
                indicators:
                  - {id: x, name: X, max: 10, from: [{measure: assessed, by: self}]}
                  - {id: y, name: Y, max: 10, from: [{measure: assessed, by: self}]}
            """;
    private static final int AWARD_LINE = HEAD_LINES + 7;

    private static CriteriaError onlyError(CriteriaSource file) {
        List<CriteriaError> errors = read(file).errors();
        assertThat(errors).hasSize(1);
        return errors.getFirst();
    }

    private static CriteriaSource award(String award) {
        return citizens(TWENTY_POINTS + "award: " + award + "\n");
    }

    @Test
    void a_total_beyond_all_points_can_never_be_reached() {
        CriteriaError error = onlyError(award("{scheme: sum, requires: [{id: total, if: 'total >= 20.01'}]}"));

        assertThat(error.line()).isEqualTo(AWARD_LINE);
        assertThat(error.path()).isEqualTo("/award/requires/0/if");
        assertThat(error.message()).contains("20.01").contains("20.");
        assertThat(read(award("{scheme: sum, requires: [{id: total, if: 'total >= 20'}]}"))
                        .errors())
                .isEmpty();
        assertThat(onlyError(award("{scheme: sum, requires: [{id: total, if: '20 < total'}]}"))
                        .path())
                .isEqualTo("/award/requires/0/if");
    }

    @Test
    void a_total_beyond_all_points_is_found_in_each_case_of_a_parameter() {
        String parameters = "parameters: {mark: {value: 15, when: [{if: 'subject.region == \"city\"', value: 21}]}}\n";
        CriteriaSource file = citizens(TWENTY_POINTS + parameters
                + "award: {scheme: sum, requires: [{id: t, if: 'total >= parameter.mark'}]}\n");

        assertThat(onlyError(file).message()).contains("21");
    }

    @Test
    void a_level_behind_a_lower_one_is_never_awarded() {
        CriteriaError error = onlyError(
                award("{scheme: bands, levels: [{id: kha, if: 'total >= 10'}, {id: tot, if: 'total >= 15'}]}"));

        assertThat(error.path()).isEqualTo("/award/levels/1/if");
        assertThat(error.message()).contains("“tot”").contains("“kha”");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {scheme: sum}                                                             | /award              | needs conditions
            {scheme: gate, requires: []}                                              | /award              | needs conditions
            {scheme: bands, requires: [{id: a, if: 'total > 1'}]}                     | /award              | needs “levels”
            {scheme: checklist, levels: []}                                           | /award              | needs “levels”
            {scheme: bands, levels: [{id: a}]}                                        | /award/levels/0     | has no “if”
            {scheme: checklist, levels: [{id: a}]}                                    | /award/levels/0     | has no “requires”
            {scheme: gate, requires: [{id: a, if: 'total > 1'}], upgrade: {afterMonths: 2}} | /award/upgrade | no levels
            {scheme: gate, requires: [{id: a, if: 'total'}]}                          | /award/requires/0/if | a condition is wanted
            {scheme: gate, requires: [{id: a, if: true}]}                             | /award/requires/0/if | a text is wanted
            {scheme: gate, requires: [{if: 'total > 1'}]}                             | /award/requires/0   | “id” is missing
            {scheme: gate, requires: [{id: A_b, if: 'total > 1'}]}                    | /award/requires/0/id | A_b
            {scheme: sums, requires: [{id: a, if: 'total > 1'}]}                      | /award/scheme       | sums
            """)
    void a_scheme_finds_what_it_works_with(String award, String path, String message) {
        CriteriaError error = onlyError(award(award));

        assertThat(error.path()).isEqualTo(path);
        assertThat(error.message()).contains(message);
    }

    @Test
    void the_levels_of_a_checklist_may_repeat_one_anothers_conditions() {
        ReadResult result = read(
                award(
                        "{scheme: checklist, levels: [{id: b, requires: [{id: a, if: 'total > 9'}]}, {id: c, requires: [{id: a, if: 'total > 5'}]}]}"));

        assertThat(result.errors()).isEmpty();
    }

    @Test
    void a_unit_has_no_group_and_no_age() {
        CriteriaSource file = units("""
                audience: 'subject.group == "nong-dan"'
                criteria: []
                award: {scheme: gate, requires: [{id: a, if: 'holds("x")', applies: 'subject.age > 3'}]}
                """);

        assertThat(CriteriaFiles.messages(read(file)))
                .containsExactly("A unit has no subject.group.", "A unit has no subject.age.");
    }

    @Test
    void only_an_abstract_set_may_leave_open_what_earns_points() {
        String open = """
                criteria:
                  - {id: a, name: A, indicators: [{id: x, name: X, max: 10}]}
                award: {scheme: sum, requires: [{id: total, if: 'total >= 5'}]}
                """;

        assertThat(onlyError(citizens(open)).path()).isEqualTo("/criteria/0/indicators/0");
        assertThat(read(citizens(open + "abstract: true\n")).errors()).isEmpty();
    }

    @Test
    void the_cases_of_a_parameter_have_one_type() {
        CriteriaSource file = citizens(TWENTY_POINTS + """
                parameters: {mark: {value: 15, when: [{if: 'subject.region == "city"', value: "16"}]}, 2x: 1}
                award: {scheme: sum, requires: [{id: t, if: 'total >= parameter.mark'}]}
                """);

        assertThat(read(file).errors())
                .extracting(CriteriaError::path)
                .containsExactly("/parameters/2x", "/parameters/mark/when/0/value");
    }

    @Test
    void a_fault_in_an_expression_is_shown_on_its_own_line_of_a_block() {
        CriteriaSource file = citizens(TWENTY_POINTS + """
                award:
                  scheme: sum
                  requires:
                    - id: t
                      if: |
                        total >= 5
                          && totl < 9
                """);

        assertThat(onlyError(file).line()).isEqualTo(AWARD_LINE + 6);
    }

    @Test
    void a_key_without_a_value_is_a_fault_where_nothing_is_inherited() {
        CriteriaError error = onlyError(citizens("""
                audience:
                criteria: []
                award: {scheme: gate, requires: [{id: a, if: 'holds("x")'}]}
                """));

        assertThat(error.line()).isEqualTo(HEAD_LINES + 1);
        assertThat(error.path()).isEqualTo("/audience");
    }
}
