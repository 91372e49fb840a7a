package vn.hoctap.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void of_several_rounds_the_one_with_the_middle_ratio_counts() {
        // The medians of the rates alone, 20 and 40, are of no round.
        Figure figure = Figure.ofRounds("ingest", List.of(30.0, 10.0, 20.0), "facts/s", List.of(40.0, 25.0, 80.0));

        assertThat(figure.figure()).isEqualTo(10.0);
        assertThat(figure.ratio()).isEqualTo(0.4);
    }

    @Test
    void of_two_rounds_the_lower_ratio_counts() {
        assertThat(Figure.ofRounds("ingest", List.of(30.0, 10.0), "facts/s", List.of(40.0, 40.0))
                        .ratio())
                .isEqualTo(0.25);
    }

    @Test
    void rounds_without_a_reference_are_refused() {
        assertThatThrownBy(() -> Figure.ofRounds("ingest", List.of(30.0), "facts/s", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
