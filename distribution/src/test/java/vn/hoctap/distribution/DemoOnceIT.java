package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first thing that anybody does with Hoctap, and then does again. */
class DemoOnceIT {
    private static Path data;
    private static Ran first;
    private static JsonNode summary;

    @BeforeAll
    static void a_demo_on_a_fresh_folder() throws Exception {
        data = Scratch.fresh("demo");
        first = demo().exits(0);
        summary = Api.JSON.readTree(first.lastLine());
    }

    @Test
    void the_summary_counts_activities_and_titles_of_each_set() {
        assertThat(summary.path("activities").asInt()).isPositive();
        assertThat(summary.path("titles").asInt()).isPositive();
        assertThat(summary.path("seconds").asDouble()).isPositive();
        assertThat(summary.at("/titlesBySet").path("cong-dan-hoc-tap/nong-dan").asInt())
                .isPositive();
        assertThat(summary.at("/titlesBySet").path("cong-dan-hoc-tap/cong-chuc").asInt())
                .isPositive();
    }

    @Test
    void it_fails_nobody_and_leaves_nothing_running() {
        first.saysNoStackTrace();
        assertThat(RunningProcesses.on(data)).isEmpty();
    }

    @Test
    void a_second_start_uses_what_is_there_and_the_ledger_agrees() throws Exception {
        Ran second = demo().exits(0).saysNoStackTrace();
        JsonNode again = Api.JSON.readTree(second.lastLine());

        assertThat(again.path("activities")).isEqualTo(summary.path("activities"));
        assertThat(again.path("titles")).isEqualTo(summary.path("titles"));
        assertThat(again.path("titlesBySet")).isEqualTo(summary.path("titlesBySet"));
        assertThat(second.took()).isLessThan(first.took());

        Ran.hoctap("ledger", "check", "--data", data.toString()).exits(0).saysNoStackTrace();
    }

    private static Ran demo() throws Exception {
        return Ran.hoctap(
                "demo",
                "--once",
                "--citizens",
                "300",
                "--port",
                Integer.toString(Hoctap.freePort()),
                "--data",
                data.toString());
    }
}
