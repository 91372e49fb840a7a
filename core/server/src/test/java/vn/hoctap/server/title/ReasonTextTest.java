package vn.hoctap.server.title;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.api.Rational;
import vn.hoctap.server.title.Reason.ConditionsLost;
import vn.hoctap.server.title.Reason.Lost;
import vn.hoctap.server.title.Reason.Replaced;
import vn.hoctap.server.title.Reason.Stated;
import vn.hoctap.server.title.Reason.Unjudged;

class ReasonTextTest {
    private static final Lost TOTAL = lost("total", "79.9", "80", "");

    private static Lost lost(String id, String actual, String needed, String note) {
        return new Lost(id, number(actual), number(needed), note);
    }

    private static Optional<Rational> number(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Rational.parse(text));
    }

    static List<Reason> reasons() {
        return List.of(
                new ConditionsLost(List.of()),
                new ConditionsLost(List.of(TOTAL)),
                new ConditionsLost(List.of(lost("tot.total", "-1/3", "0.5", ""), TOTAL, lost("x", "", "", ""))),
                new ConditionsLost(List.of(lost("x", "", "2", "group is unknown"), lost("y", "2", "", "a. (b)\nc"))),
                new Unjudged(),
                new Replaced("HT-2222-3333-4444-5555-6666"),
                new Stated("Nhầm người."));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void what_is_written_is_read_back(Reason reason) {
        assertThat(ReasonText.parse(ReasonText.of(reason))).isEqualTo(reason);
    }

    @Test
    void a_lost_condition_is_one_plain_sentence() {
        assertThat(ReasonText.of(new ConditionsLost(List.of(TOTAL))))
                .isEqualTo("The condition total is not met any more: 79.9, needed 80.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The condition total is not met any more: 79.9, needed 80. And he moved away.",
                "Because: The condition total is not met any more.",
                "The condition total is not met any more: 1/0.",
                "Superseded by two others.",
                ""
            })
    void any_other_text_is_taken_as_it_stands(String text) {
        assertThat(ReasonText.parse(text)).isEqualTo(new Stated(text));
    }
}
