package vn.hoctap.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RationalTest {

    @Test
    void equal_numbers_are_equal_however_they_were_written() {
        assertThat(Rational.of("84.5")).isEqualTo(Rational.of("84.50")).hasSameHashCodeAs(Rational.of("84.50"));
        assertThat(Rational.ratio(4, -6)).isEqualTo(Rational.ratio(-2, 3));
    }

    @Test
    void thirds_and_tenths_add_up_exactly() {
        Rational third = Rational.ratio(2, 3);

        assertThat(third.plus(third).plus(third)).isEqualTo(Rational.of(2));
        assertThat(Rational.of("0.1").plus(Rational.of("0.2"))).isEqualTo(Rational.of("0.3"));
        assertThat(Rational.of("69.99").compareTo(Rational.of(70))).isNegative();
    }

    @ParameterizedTest
    @CsvSource({"7/2, 3", "-7/2, -4", "4, 4", "-4, -4", "0, 0"})
    void the_floor_is_not_greater_than_the_number(String number, long floor) {
        assertThat(Rational.parse(number).floor()).isEqualTo(BigInteger.valueOf(floor));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5",
        "2/3",
        "-12.125",
        "100",
        "0",
        "0.85",
        "-7/30",
        "0.000000000000000001",
        "0.00000000000000000001",
        "-922337203685477580.7",
        "1152921504606846975.875",
        "123456789012345678.123456789012345678"
    })
    void what_was_written_is_read_again(String text) {
        assertThat(Rational.parse(text)).hasToString(text);
    }

    @Test
    void it_is_shown_rounded_half_up() {
        assertThat(Rational.ratio(2, 3).toDecimal(4)).isEqualTo(new BigDecimal("0.6667"));
        assertThat(Rational.of("0.00005").toDecimal(4)).isEqualTo(new BigDecimal("0.0001"));
    }

    @Test
    void what_is_not_finite_or_too_long_is_refused() {
        assertThatThrownBy(() -> Rational.ONE.over(Rational.ZERO)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Rational.of(new BigDecimal("1e101"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> {
                    Rational power = Rational.of(10);
                    while (true) {
                        power = power.times(power);
                    }
                })
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("512");
    }
}
