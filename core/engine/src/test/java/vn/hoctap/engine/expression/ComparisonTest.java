package vn.hoctap.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.api.Rational;

class ComparisonTest {
    private final Bindings bindings = Bindings.award(Samples.anyAward());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    total >= parameter.passMark                                | 84.5 | >= | 80
                    parameter.passMark <= total                                | 84.5 | >= | 80
                    80 < total                                                 | 84.5 | >  | 80
                    total + 1 < parameter.passMark * 2                         | 85.5 | <  | 160
                    total == 84.5                                              | 84.5 | == | 84.5
                    indicator["cntt"].value >= 95                              | 84.5 | >= | 95
                    indicators.all(i, i.points >= 5)                           | 4    | >= | 5
                    indicators.all(i, 5 <= i.points)                           | 4    | >= | 5
                    indicators.all(i, i.points < parameter.passMark)           | 8    | <  | 80
                    indicators.all(i, i.points / i.max >= 0.5)                 | 0.4  | >= | 0.5
                    indicators.filter(i, has(i.value)).all(i, i.value >= 4)    | 3    | >= | 4
                    """)
    void tells_what_was_reached_and_what_was_needed(String source, String actual, String operator, String needed) {
        Comparison comparison = Samples.condition(source).comparison().orElseThrow();

        assertThat(comparison.actual(bindings)).contains(Rational.of(actual));
        assertThat(comparison.operator().symbol()).isEqualTo(operator);
        assertThat(comparison.needed(bindings)).contains(Rational.of(needed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "total >= 80 && total < 90",
                "holds(\"x\")",
                "subject.id == \"a\"",
                "indicators.exists(i, i.points >= 5)",
                "indicators.exists_one(i, i.points >= 5)",
                "indicators.all(i, i.points >= i.max)",
                "indicators.all(i, i.points == 5)",
                "indicators.all(i, i.outcome == \"MET\")",
                "subject.joined < date(\"2025-01-01\")",
                "true"
            })
    void anything_else_is_no_comparison(String source) {
        assertThat(Samples.condition(source).comparison()).isEmpty();
    }

    @Test
    void an_absent_field_leaves_its_side_empty() {
        Comparison comparison = Samples.condition("indicator[\"cap-nhat\"].value >= 5")
                .comparison()
                .orElseThrow();

        assertThat(comparison.actual(bindings)).isEmpty();
        assertThat(comparison.needed(bindings)).contains(Rational.of(5));
    }

    @Test
    void an_empty_list_has_no_worst_item() {
        Comparison comparison = Samples.condition("indicators.all(i, i.points >= 5)")
                .comparison()
                .orElseThrow();

        assertThat(comparison.actual(Bindings.award(Samples.award("0")))).isEmpty();
    }
}
