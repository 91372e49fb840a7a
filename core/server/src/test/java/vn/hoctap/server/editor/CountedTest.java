package vn.hoctap.server.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountedTest {

    @Test
    void types_and_what_else_must_hold_are_told_apart() {
        Counted counted = Counted.of("activity.type in [\"course\", \"workshop\"] && activity.hours >= 2");
        assertThat(counted.types()).containsExactly("course", "workshop");
        assertThat(counted.rest()).isEqualTo("activity.hours >= 2");
    }

    @Test
    void one_type_is_compared_and_many_are_looked_for() {
        assertThat(new Counted(List.of("exam"), "").where()).isEqualTo("activity.type == \"exam\"");
        assertThat(new Counted(List.of("exam", "course"), "a || b").where())
                .isEqualTo("activity.type in [\"exam\", \"course\"] && (a || b)");
        assertThat(new Counted(List.of(), "").where()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "activity.type == \"course\" && a || b",
                "activity.type in [\"course\"] && a ? b : c",
                "activity.hours > 2",
                "(a) && (b)",
                ""
            })
    void what_cannot_be_told_apart_is_shown_whole(String where) {
        assertThat(Counted.of(where)).isEqualTo(new Counted(List.of(), where));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "activity.type == \"course\" && (a || b)",
                "activity.type in [\"course\", \"exam\"]",
                "activity.type == \"course\" && (a) && (b)"
            })
    void what_was_told_apart_is_put_together_again(String where) {
        assertThat(Counted.of(where).where()).isEqualTo(where);
    }
}
