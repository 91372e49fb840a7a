package vn.hoctap.server.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.hoctap.engine.criteria.CriteriaSet.Place;
import vn.hoctap.engine.progress.SubjectHistory.Stay;

class StaysTest {

    @Test
    void moving_closes_the_old_stay_on_the_day_the_new_one_begins() {
        assertThat(change(List.of(stay("a", "2020-01-01", null)), "2024-05-01", "b"))
                .containsExactlyInAnyOrder(stay("a", "2020-01-01", "2024-05-01"), stay("b", "2024-05-01", null));
    }

    @Test
    void a_move_learnt_late_holds_until_the_next_known_move() {
        List<Stay> known = List.of(stay("a", "2020-01-01", "2024-01-01"), stay("c", "2024-01-01", null));
        assertThat(change(known, "2022-01-01", "b"))
                .containsExactlyInAnyOrder(
                        stay("a", "2020-01-01", "2022-01-01"),
                        stay("b", "2022-01-01", "2024-01-01"),
                        stay("c", "2024-01-01", null));
    }

    @Test
    void a_place_from_before_everything_known_ends_where_the_known_begins() {
        assertThat(change(List.of(stay("a", "2020-01-01", null)), "2018-01-01", "b"))
                .containsExactlyInAnyOrder(stay("b", "2018-01-01", "2020-01-01"), stay("a", "2020-01-01", null));
    }

    @Test
    void the_same_day_is_corrected_not_kept() {
        assertThat(change(List.of(stay("a", "2020-01-01", null)), "2020-01-01", "b"))
                .containsExactly(stay("b", "2020-01-01", null));
    }

    @Test
    void whoever_is_at_a_unit_that_ends_goes_on_at_its_heir_and_nobody_else_moves() {
        List<Stay> known = List.of(
                stay("a", "2020-01-01", null), stay("c", "2020-01-01", "2025-07-01"), stay("d", "2019-01-01", null));
        assertThat(Stays.move(
                        known, Map.of("a", Optional.of("n"), "c", Optional.of("n")), LocalDate.parse("2025-07-01")))
                .containsExactlyInAnyOrder(
                        stay("a", "2020-01-01", "2025-07-01"),
                        stay("n", "2025-07-01", null),
                        stay("c", "2020-01-01", "2025-07-01"),
                        stay("d", "2019-01-01", null));
    }

    @Test
    void whoever_is_at_two_units_that_become_one_is_there_once_and_as_long_as_at_the_longer() {
        List<Stay> known = List.of(
                stay("a", "2020-01-01", "2026-01-01"),
                stay("b", "2020-01-01", null),
                stay("n", "2025-09-01", "2025-10-01"));
        List<Stay> moved =
                Stays.move(known, Map.of("a", Optional.of("n"), "b", Optional.of("n")), LocalDate.parse("2025-07-01"));
        assertThat(moved)
                .containsExactlyInAnyOrder(
                        stay("a", "2020-01-01", "2025-07-01"),
                        stay("b", "2020-01-01", "2025-07-01"),
                        stay("n", "2025-07-01", null));
        assertThat(Stays.move(
                        moved, Map.of("a", Optional.of("n"), "b", Optional.of("n")), LocalDate.parse("2025-07-01")))
                .containsExactlyInAnyOrderElementsOf(moved);
    }

    @Test
    void a_stay_that_only_begins_later_is_at_the_heir_from_its_first_day_and_one_without_heir_ends() {
        List<Stay> known = List.of(stay("a", "2025-12-31", null), stay("b", "2020-01-01", null));
        assertThat(Stays.move(
                        known, Map.of("a", Optional.of("n"), "b", Optional.empty()), LocalDate.parse("2025-07-01")))
                .containsExactlyInAnyOrder(stay("n", "2025-12-31", null), stay("b", "2020-01-01", "2025-07-01"));
    }

    @Test
    void staying_where_one_is_changes_nothing() {
        List<Stay> known = List.of(stay("a", "2020-01-01", null));
        assertThat(change(known, "2024-01-01", "a")).isEqualTo(known);
    }

    @Test
    void a_second_workplace_learnt_late_goes_on_after_a_gap() {
        List<Stay> known = List.of(stay("a", "2020-01-01", null), stay("b", "2025-01-01", null));
        assertThat(change(known, "2022-01-01"))
                .containsExactlyInAnyOrder(
                        stay("a", "2020-01-01", "2022-01-01"),
                        stay("a", "2025-01-01", null),
                        stay("b", "2025-01-01", null));
    }

    private static List<Stay> change(List<Stay> stays, String from, String... units) {
        return Stays.change(stays, Place.WORKPLACE, Set.of(units), LocalDate.parse(from));
    }

    private static Stay stay(String unit, String from, @Nullable String to) {
        return new Stay(Place.WORKPLACE, unit, LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
    }
}
