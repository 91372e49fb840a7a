package vn.hoctap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void one_disturbed_run_does_not_move_it() {
        assertThat(Median.of(List.of(10.0, 11.0, 1.0))).isEqualTo(10.0);
        assertThat(Median.of(List.of(10.0, 12.0))).isEqualTo(11.0);
    }
}
