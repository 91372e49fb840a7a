package vn.hoctap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatTest {
    private static final String WORK = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";

    private static Duration ended() {
        return Stat.of(ProcessHandle.current()).orElseThrow().ended();
    }

    @Test
    void what_a_child_has_used_is_its_parents_once_it_has_ended() throws IOException, InterruptedException {
        Duration before = ended();

        new ProcessBuilder("sh", "-c", WORK).start().waitFor();

        assertThat(ended()).isGreaterThan(before);
    }

    @Test
    void nothing_is_told_of_a_process_that_has_ended() throws IOException, InterruptedException {
        Process child = new ProcessBuilder("sh", "-c", WORK).start();
        assertThat(Stat.of(child.toHandle()))
                .hasValueSatisfying(stat -> assertThat(stat.name()).isEqualTo("sh"));

        child.waitFor();

        assertThat(Stat.of(child.toHandle())).isEmpty();
    }
}
