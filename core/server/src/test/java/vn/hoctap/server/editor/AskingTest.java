package vn.hoctap.server.editor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "total >= 80",
                "total >= parameter.passMark",
                "indicators.all(i, i.points >= 5)",
                "indicator[\"tinh-toan\"].points >= 7.5"
            })
    void what_the_form_knows_is_written_as_it_was(String test) {
        assertThat(Asking.of(test).orElseThrow().test()).isEqualTo(test);
    }

    @Test
    void anything_else_is_an_expression() {
        assertThat(Asking.of("total > 80")).isEmpty();
        assertThat(Asking.of("total >= 80 && holds(\"x\")")).isEmpty();
        assertThat(Asking.of("")).isEmpty();
    }
}
