package vn.hoctap.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private static final List<MonthDay> YEAR_END = List.of(MonthDay.of(12, 31));
    private static final List<MonthDay> SCHOOL_YEAR = List.of(MonthDay.of(12, 31), MonthDay.of(5, 31));

    @Test
    void an_answer_is_due_at_the_end_of_the_second_working_day() {
        // Asked on a Thursday: Friday and Monday.
        assertThat(Clocks.respondBy(Instant.parse("2026-03-05T03:00:00Z")))
                .isEqualTo(Instant.parse("2026-03-09T17:00:00Z"));
        // Late on a Monday evening it is that Monday still.
        assertThat(Clocks.respondBy(Instant.parse("2026-03-09T16:59:59Z")))
                .isEqualTo(Instant.parse("2026-03-11T17:00:00Z"));
    }

    @Test
    void the_thing_itself_is_due_at_the_end_of_the_fifteenth_day() {
        assertThat(Clocks.completeBy(Instant.parse("2026-03-05T03:00:00Z")))
                .isEqualTo(Instant.parse("2026-03-20T17:00:00Z"));
    }

    @Test
    void of_a_birth_date_stays_what_gives_the_same_age_whenever_criteria_ask() {
        LocalDate born = LocalDate.of(1968, 9, 12);
        assertThat(Erasure.rough(born, YEAR_END)).isEqualTo("1968-01-01");
        assertThat(Erasure.rough(born, SCHOOL_YEAR)).isEqualTo("1968-06-01");
        assertThat(Erasure.rough(LocalDate.of(1968, 5, 31), SCHOOL_YEAR)).isEqualTo("1968-01-01");
        assertThat(Erasure.rough(null, YEAR_END)).isNull();
    }
}
