package vn.hoctap.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12        | 12
            12,5      | 12.5
            12.5      | 12.5
            0,125     | 0.125
            0.125     | 0.125
            1.250,5   | 1250.5
            1,250.5   | 1250.5
            1.250.000 | 1250000
            1 250     | 1250
            1234,567  | 1234.567
            12,5000   | 12.5000
            -3        | -3
            1.250     | ambiguous
            1,250     | ambiguous
            12.500    | ambiguous
            1.25.0    | number
            12,5 giờ  | number
            1e9       | number
            """)
    void numbers_mean_one_thing_or_are_refused(String written, String meant) {
        String read = switch (Values.number(Cell.written(written))) {
            case Values.Amount.Of of -> of.value().toPlainString();
            case Values.Amount.None none -> none.code();
        };
        assertThat(read).isEqualTo(meant);
    }

    @Test
    void a_number_that_the_spreadsheet_vouches_for_is_never_ambiguous() {
        assertThat(Values.number(Cell.typed("1.125"))).isEqualTo(new Values.Amount.Of(new BigDecimal("1.125")));
        assertThat(Numbers.clear(new BigDecimal("1.125"))).isEqualTo("1.1250");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-05, 2026-03-05",
        "05/03/2026, 2026-03-05",
        "5/3/2026, 2026-03-05",
        "5-3-2026, 2026-03-05",
        "5.3.2026, 2026-03-05",
        "46086, 2026-03-05",
        "05/03/2026 08:30, 2026-03-05",
        "2026-03-04T22:00:00Z, 2026-03-05",
        "31/02/2026,",
        "13/13/2026,",
        "05/03/26,",
        "1968,",
        "hôm qua,"
    })
    void days_are_written_in_many_ways(String written, String meant) {
        assertThat(Values.day(Cell.written(written)).map(Object::toString)).isEqualTo(Optional.ofNullable(meant));
    }

    @ParameterizedTest
    @CsvSource({
        "05/03/2026, 2026-03-05T12:00+07:00",
        "05/03/2026 8:30, 2026-03-05T08:30+07:00",
        "2026-03-05 17:00:05, 2026-03-05T17:00:05+07:00",
        "2026-03-05T17:00, 2026-03-05T17:00+07:00",
        "2026-03-05T17:00:00Z, 2026-03-05T17:00Z",
        "46086.5, 2026-03-05T12:00+07:00",
        "05/03/2026 25:00,"
    })
    void moments_are_on_the_clock_of_vietnam(String written, String meant) {
        assertThat(Values.moment(Cell.written(written), LocalTime.NOON).map(Object::toString))
                .isEqualTo(Optional.ofNullable(meant));
    }

    @ParameterizedTest
    @CsvSource({
        "có, true",
        "Có, true",
        "x, true",
        "1, true",
        "TRUE, true",
        "đạt, true",
        "không, false",
        "0, false",
        "Chưa đạt, false",
        "có lẽ,"
    })
    void truths_are_said_in_many_words(String written, Boolean meant) {
        assertThat(Values.truth(Cell.written(written))).isEqualTo(Optional.ofNullable(meant));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {"=1+1, '=1+1", "+84, '+84", "-5, '-5", "@x, '@x", "'=x, ''=x", "'x, 'x", "x=1, x=1"})
    void what_a_spreadsheet_would_run_is_disarmed_and_comes_back_as_it_was(String text, String written) {
        assertThat(Injection.escaped(text)).isEqualTo(written);
        assertThat(Injection.undone(written)).isEqualTo(text);
    }
}
