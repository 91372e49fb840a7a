package vn.hoctap.engine.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.engine.criteria.CriteriaFiles.HEAD_LINES;
import static vn.hoctap.engine.criteria.CriteriaFiles.citizens;
import static vn.hoctap.engine.criteria.CriteriaFiles.read;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be used as it is, but was hardly meant so, is a warning and keeps nobody from using it. */
class DoubtsTest {
    private static final String CRITERIA = """
            criteria:
              - id: a
                name: A
                indicators:
                  - {id: x, name: X, max: 10, from: [{measure: %s, points: [{atLeast: 1, give: 4}]}]}
                  - {id: y, name: Y, max: 10, from: [{measure: sum, of: hours, points: {each: 2, give: 1}}]}
            award: %s
            """;
    private static final int WAY_LINE = HEAD_LINES + 5;
    private static final int AWARD_LINE = HEAD_LINES + 7;

    private static List<CriteriaError> warnings(String way, String award) {
        ReadResult result = read(citizens(CRITERIA.formatted(way, award)));
        assertThat(result.errors()).isEmpty();
        assertThat(result.sets()).hasSize(1);
        return result.warnings();
    }

    private static List<CriteriaError> award(String award) {
        return warnings("count", award);
    }

    private static List<CriteriaError> condition(String test) {
        return award("{scheme: sum, requires: [{id: c, if: '" + test + "'}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "total >= 14",
                "total >= 1 && total < 5",
                "indicator[\"x\"].points >= 4",
                "indicator[\"y\"].value >= 100",
                "indicator[\"x\"].points < 4 && indicator[\"y\"].points >= 5",
                "criterion[\"a\"].points >= 14",
                "indicators.exists(i, i.points >= 10)",
                "subject.age >= 90 && total >= 100",
                "holds(\"khac\") && total >= 100",
            })
    void what_somebody_can_reach_gives_no_warning(String test) {
        assertThat(condition(test)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "total >= 14.5",
                "indicator[\"x\"].points >= 5",
                "indicators.all(i, i.points >= 5)",
                "criterion[\"a\"].points > 14",
                "indicators.all(i, i.points >= 5) && total >= 10",
            })
    void a_title_that_the_ways_to_earn_points_never_reach_is_doubted_at_its_condition(String test) {
        assertThat(condition(test)).singleElement().satisfies(warning -> {
            assertThat(warning.line()).isEqualTo(AWARD_LINE);
            assertThat(warning.path()).isEqualTo("/award/requires/0/if");
            assertThat(warning.message()).contains("can never be earned").contains("at most 14 points");
            assertThat(warning.remedy()).isNotBlank();
        });
    }

    @Test
    void a_level_out_of_reach_is_named() {
        assertThat(award("{scheme: bands, levels: [{id: tot, if: 'total >= 19'}, {id: kha, if: 'total >= 10'}]}"))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.path()).isEqualTo("/award/levels/0/if");
                    assertThat(warning.message()).contains("“tot”");
                });
        assertThat(
                        award(
                                "{scheme: checklist, levels: [{id: b, requires: [{id: k, if: 'indicator[\"x\"].points >= 9'}]}]}"))
                .singleElement()
                .satisfies(warning -> assertThat(warning.path()).isEqualTo("/award/levels/0/requires/0/if"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{scheme: sum, requires: [{id: c, if: 'total >= 0'}]}",
                "{scheme: bands, levels: [{id: tot, if: 'total >= 10'}, {id: kha, if: 'total < 10'}]}",
            })
    void a_title_for_doing_nothing_is_doubted(String award) {
        assertThat(award(award))
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("does nothing"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            activity.type == "coures"                              | “coures”     | course
            activity.type in ["course", "workshops"]               | “workshops”  | workshop
            activity.source.kind == "centre" && activity.verified  | “centre”     | center
            activity.source.kind == "school"                       | “school”     | self, center, lms or officer
            """)
    void a_word_that_is_nearly_a_shipped_one_is_doubted(String where, String word, String remedy) {
        assertThat(warnings("count, where: '" + where + "'", "{scheme: sum, requires: [{id: c, if: 'total >= 5'}]}"))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.line()).isEqualTo(WAY_LINE);
                    assertThat(warning.path()).isEqualTo("/criteria/0/indicators/0/from/0/where");
                    assertThat(warning.message() + warning.remedy())
                            .contains(word)
                            .contains(remedy);
                });
    }

    @Test
    void words_of_ones_own_are_nobodys_business() {
        assertThat(warnings(
                        "count, where: 'activity.type == \"boat-trip\"'",
                        "{scheme: sum, requires: [{id: c, if: 'total >= 5'}]}"))
                .isEmpty();
        assertThat(read(citizens("audience: 'subject.group == \"ngu-dan\"'\n"
                                + CRITERIA.formatted("count", "{scheme: sum, requires: [{id: c, if: 'total >= 5'}]}")))
                        .warnings())
                .isEmpty();
    }

    @Test
    void a_group_that_is_nearly_a_shipped_one_is_doubted() {
        assertThat(read(citizens("audience: 'subject.group == \"nong-dam\"'\n"
                                + CRITERIA.formatted("count", "{scheme: sum, requires: [{id: c, if: 'total >= 5'}]}")))
                        .warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("nong-dan"));
    }

    @Test
    void a_band_beyond_what_its_measure_can_be_is_doubted() {
        CriteriaSource file = citizens("""
                parameters: {many: 13}
                criteria:
                  - id: a
                    name: A
                    indicators:
                      - {id: x, name: X, max: 10, from: [{measure: months-active, points: [{atLeast: 2, give: 5}, {atLeast: parameter.many, give: 10}]}]}
                award: {scheme: sum, requires: [{id: c, if: 'total >= 5'}]}
                """);

        assertThat(read(file).warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.path()).isEqualTo("/criteria/0/indicators/0/from/0/points");
            assertThat(warning.message()).contains("13").contains("at most 12");
        });
    }

    @Test
    void a_parameter_that_nothing_reads_is_doubted() {
        CriteriaSource file = citizens("parameters:\n  mark: 5\n  unused: {value: 3}\n"
                + CRITERIA.formatted("count", "{scheme: sum, requires: [{id: c, if: 'total >= parameter.mark'}]}"));

        assertThat(read(file).warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.line()).isEqualTo(HEAD_LINES + 3);
            assertThat(warning.message()).contains("“unused”");
        });
    }

    @Test
    void what_an_override_makes_unreachable_is_told_at_extends_and_what_its_base_has_is_told_there_only() {
        CriteriaSource base =
                citizens(CRITERIA.formatted("count", "{scheme: sum, requires: [{id: c, if: 'total >= 14'}]}"));
        CriteriaSource harder = new CriteriaSource("hon.yaml", """
                id: thu/hai
                extends: thu/mot
                version: "1"
                status: illustrative
                source: a test
                effective: {from: 2024-01-01}
                audience: 'subject.group == "khac"'
                criteria: [{id: a, indicators: [{id: y, max: 6}]}]
                """);

        assertThat(read(base, harder).warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.file()).isEqualTo("hon.yaml");
            assertThat(warning.path()).isEqualTo("/extends");
            assertThat(warning.line()).isEqualTo(2);
            assertThat(warning.message()).startsWith("Inherited /award/requires/0/if");
        });
        CriteriaSource doubtful =
                citizens(CRITERIA.formatted("count", "{scheme: sum, requires: [{id: c, if: 'total >= 15'}]}"));
        assertThat(read(doubtful, new CriteriaSource("hon.yaml", harder.yaml().replace("max: 6", "max: 10")))
                        .warnings())
                .extracting(CriteriaError::file)
                .containsExactly("test.yaml");
    }
}
