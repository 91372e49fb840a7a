package vn.hoctap.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadsTest {

    @Test
    void names_every_field_that_is_looked_at() {
        assertThat(Samples.condition("total >= parameter.passMark && subject.age in [18, 20]")
                        .reads())
                .containsExactlyInAnyOrder("total", "parameter.passMark", "subject.age");
        assertThat(Samples.compile(
                                "activity.type == \"exam\" && activity.result.scaled >= 0.5 || has(activity.course)",
                                Scope.activity(),
                                Result.BOOLEAN)
                        .reads())
                .containsExactlyInAnyOrder("activity.type", "activity.result.scaled", "activity.course");
    }

    @Test
    void items_are_named_by_their_id_however_they_are_written() {
        assertThat(Samples.condition("indicator[\"cntt\"].points + indicator.sach.max > criterion[\"tu-hoc\"].points")
                        .reads())
                .containsExactlyInAnyOrder("indicator[\"cntt\"]", "indicator[\"sach\"]", "criterion[\"tu-hoc\"]");
        assertThat(Samples.condition("has(indicator[\"cap-nhat\"].value)").reads())
                .containsExactly("indicator[\"cap-nhat\"]");
    }

    @Test
    void the_item_of_a_loop_belongs_to_its_list() {
        assertThat(Samples.condition("indicators.all(i, i.points >= parameter.passMark / 10)")
                        .reads())
                .containsExactlyInAnyOrder("indicators", "parameter.passMark");
        assertThat(Samples.condition("indicators[0].points > 1").reads()).containsExactly("indicators");
    }

    @Test
    void titles_that_are_asked_for_are_named_apart() {
        Expression expression = Samples.condition("holds(\"a\") || holds(\"b\", \"tot\") || total > 1");

        assertThat(expression.titles()).containsExactlyInAnyOrder("a", "b");
        assertThat(expression.reads()).containsExactly("total");
    }
}
