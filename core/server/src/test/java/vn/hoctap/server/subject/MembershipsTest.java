package vn.hoctap.server.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static vn.hoctap.server.subject.RegisterFixture.since;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.http.Problem;

class MembershipsTest {
    private final RegisterFixture register = new RegisterFixture();

    @BeforeEach
    void people() {
        register.citizen("cit-1", since("2020-01-01").living("thon-a"));
        register.collective("house-1", SubjectKind.FAMILY);
        register.collective("house-2", SubjectKind.FAMILY);
        register.collective("clan-1", SubjectKind.CLAN);
        register.collective("clan-2", SubjectKind.CLAN);
        put("house-1", "2024-01-01", null);
    }

    @AfterEach
    void close() {
        register.close();
    }

    @Test
    void nobody_is_in_two_households_on_one_day() {
        assertConflict("house-2", "2025-01-01", null);
        assertConflict("house-2", "2020-01-01", "2024-01-02");
        put("house-2", "2020-01-01", "2024-01-01");
        assertThat(register.subject("cit-1").memberships())
                .extracting(Membership::collective)
                .containsExactly("house-2", "house-1");
    }

    @Test
    void a_household_can_be_left_for_another() {
        put("house-1", "2024-01-01", "2025-01-01");
        put("house-2", "2025-01-01", null);
        assertThat(register.memberships.members("house-1", LocalDate.of(2024, 12, 31)))
                .hasSize(1);
        assertThat(register.memberships.members("house-1", LocalDate.of(2025, 1, 1)))
                .isEmpty();
        assertThat(register.memberships.members("house-2", LocalDate.of(2025, 1, 1)))
                .hasSize(1);
    }

    @Test
    void clans_may_be_many_but_each_once() {
        put("clan-1", "2024-01-01", null);
        put("clan-2", "2024-01-01", null);
        assertConflict("clan-1", "2023-01-01", null);
    }

    @Test
    void the_same_membership_put_again_changes_nothing() {
        put("house-1", "2024-01-01", null);
        assertThat(register.subject("cit-1").memberships()).hasSize(1);
    }

    private void put(String collective, String from, @Nullable String to) {
        LocalDate end = to == null ? null : LocalDate.parse(to);
        register.memberships.put(new Membership("cit-1", collective, LocalDate.parse(from), end), "admin");
    }

    private void assertConflict(String collective, String from, @Nullable String to) {
        assertThatThrownBy(() -> put(collective, from, to))
                .asInstanceOf(type(Problem.class))
                .extracting(Problem::status)
                .isEqualTo(409);
    }
}
