package vn.hoctap.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.api.Rational;

class ExactNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "total == 84.5",
                "84.50 == total",
                "total in [80, 84.5]",
                "!(total in [80, 84.49999999999999999999])",
                "0.1 + 0.2 == 0.3",
                "69.99 < 70 && 69.99 > 69.989999999999999999999",
                "2/3 + 1/3 == 1",
                "200/3*3 == 200",
                "2/3 != 0.6666666666666667",
                "1 == 1.0 && 1.5e3 == 1500 && .5 == 1/2 && 0x10 == 16",
                "-84.5 < - 3",
                "-(-1) == 1",
                "80 <= total && total >= 80 && 80.5 < total && total > 80.5",
                "indicators.size() == 3 && size(indicators) in [2, 3] && indicators.size() / 2 == 1.5",
                "indicators.filter(i, i.points >= 5).size() + 0.5 == 2.5",
                "indicators.exists_one(i, i.points > 7)",
                "indicators[0].points == 8",
                "123456789012345678901234567890.5 > 123456789012345678901234567890.4"
            })
    void is_true(String source) {
        assertThat(Samples.verdict(source)).as(source).isEqualTo(new Verdict.True());
    }

    @Test
    void whole_numbers_divide_exactly() {
        assertThat(Samples.number("2/3")).isEqualTo(Rational.ratio(2, 3));
        assertThat(Samples.number("total * 2 / 3")).isEqualTo(Rational.ratio(169, 3));
    }

    @Test
    void a_division_by_zero_fails_and_says_so() {
        assertThat(Samples.verdict("total / 0 > 1"))
                .isEqualTo(new Verdict.Failed("The expression divides 84.5 by zero."));
        assertThatThrownBy(() -> Samples.number("total / (total - 84.5)"))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("The expression divides 84.5 by zero.");
    }

    @Test
    void a_number_beyond_512_bits_fails_and_says_so() {
        String huge = "9".repeat(90) + ".0";
        assertThat(Samples.verdict(huge + "*" + huge + "> 1"))
                .isEqualTo(new Verdict.Failed("A number in the expression grows too long."));
    }

    @Test
    void a_level_of_a_skill_is_a_number_like_any_other() {
        assertThat(Samples.ofCourse("activity.skills.exists(s, s.component == \"4.2\" && s.level >= 2.5)"))
                .isEqualTo(new Verdict.True());
    }
}
