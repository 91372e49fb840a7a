package vn.hoctap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineBenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x1x1", "7x10x1", "50x10x1", "50x5x3", "200x10x2"})
    void both_engines_give_the_same_answer_after_every_fact(String size) {
        EngineCase rules = EngineRun.sized(size);
        List<EngineCase.Answer> ours = new OurRules(rules).answers(rules.year());

        assertThat(ours)
                .hasSize(rules.facts() * rules.sets() + 1)
                .isEqualTo(new DroolsRules(rules).answers(rules.year()))
                .last()
                .isEqualTo(new OurRules(rules).decideOnce(rules.year()))
                .isEqualTo(new DroolsRules(rules).decideOnce(rules.year()));
    }

    @Test
    void the_last_line_is_the_figure_with_its_reference_as_json() throws IOException {
        int code = run("engine", "--json", "--warm=0", "--rounds=1", "--seconds=1");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        List<String> lines = out.toString().lines().toList();
        JsonNode figure = new ObjectMapper().readTree(lines.get(lines.size() - 1));
        assertThat(figure.get("bench").textValue()).isEqualTo("engine");
        assertThat(figure.get("unit").textValue()).isEqualTo("facts/s");
        assertThat(figure.get("figure").doubleValue()).isPositive();
        assertThat(figure.get("ratio").doubleValue())
                .isCloseTo(
                        figure.get("figure").doubleValue()
                                / figure.get("reference").doubleValue(),
                        org.assertj.core.data.Percentage.withPercentage(1));
    }

    @Test
    void an_unknown_benchmark_is_wrong_usage_and_the_known_ones_are_named() {
        assertThat(run("juggle")).isEqualTo(2);
        assertThat(err.toString())
                .contains("juggle")
                .contains(
                        "cluster, dashboard, engine, fanout, growth, ingest, latency, reevaluate, signed, single, start");
    }

    @Test
    void without_a_packed_distribution_it_says_where_to_find_one() {
        System.clearProperty(Distribution.HOME);

        assertThat(run("ingest", "--people=10", "--warm=0", "--rounds=1", "--seconds=1"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("./hoctap bench");
    }
}
