package vn.hoctap.engine.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static vn.hoctap.engine.criteria.CriteriaFiles.citizens;
import static vn.hoctap.engine.criteria.CriteriaFiles.read;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class YamlLimitsTest {

    private static CriteriaError refusal(String yaml) {
        ReadResult result = assertTimeout(Duration.ofSeconds(20), () -> read(new CriteriaSource("bad.yaml", yaml)));
        assertThat(result.sets()).isEmpty();
        assertThat(result.errors()).hasSize(1);
        return result.errors().getFirst();
    }

    @Test
    void a_file_of_more_than_a_megabyte_is_refused() {
        assertThat(refusal("# " + "x".repeat(YamlText.MAX_BYTES)).message()).contains("larger than 1 MB");
    }

    @Test
    void aliases_that_multiply_are_refused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s, %s, %s, %s, %s]\n".formatted(i, i, alias, alias, alias, alias, alias));
        }

        assertThat(refusal(bomb.toString()).message()).startsWith("The file is refused");
    }

    @Test
    void many_scalar_aliases_cannot_make_a_small_file_large() {
        String list = "[" + "*x, ".repeat(49_000) + "*x]";

        assertThat(refusal("x: &x y\na: &a " + list + "\nb: *a\n").message()).contains("parts");
    }

    @Test
    void an_alias_of_itself_is_refused() {
        assertThat(refusal("a: &a [*a]\n").message()).startsWith("The file is refused");
    }

    @Test
    void deep_nesting_is_refused() {
        assertThat(refusal("a: " + "[".repeat(10_000) + "]".repeat(10_000)).message())
                .contains("epth");
        assertThat(refusal("a: " + "{b: ".repeat(60) + "1" + "}".repeat(60)).message())
                .contains("epth");
    }

    @Test
    void tags_of_other_types_are_refused_and_nothing_is_made_of_them() {
        ReadResult result = read(citizens("audience: !!java.lang.ProcessBuilder [[touch, x]]\n"));

        assertThat(result.errors())
                .anySatisfy(error -> assertThat(error.message()).contains("java.lang.ProcessBuilder"));
    }

    @Test
    void a_key_that_stands_twice_is_a_fault_with_both_lines() {
        CriteriaSource file = citizens("""
                criteria: []
                award: {scheme: gate, requires: [{id: a, if: 'holds("x")'}]}
                place: residence
                criteria: []
                """);

        assertThat(read(file).errors()).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(CriteriaFiles.HEAD_LINES + 4);
            assertThat(error.path()).isEqualTo("/criteria");
            assertThat(error.remedy()).contains("line " + (CriteriaFiles.HEAD_LINES + 1));
        });
    }

    @Test
    void a_fault_of_syntax_has_its_line() {
        CriteriaError error = refusal("id: a/b\ntitle: {vi: Thử\nversion: \"1\"\n");

        assertThat(error.line()).isEqualTo(3);
        assertThat(error.message()).startsWith("The file is no valid YAML");
        assertThat(refusal("id: a/b\n\tversion: 1\n").remedy()).contains("tabs");
        assertThat(refusal("id: a/b\n---\nid: c/d\n").remedy()).contains("one criteria set in each file");
    }

    @Test
    void a_file_without_a_set_says_so() {
        assertThat(refusal("").message()).contains("no criteria set");
        assertThat(refusal("- a\n- b\n").message()).contains("no criteria set");
        assertThat(refusal("just text").message()).contains("no criteria set");
    }

    @Test
    void a_number_of_endless_digits_is_a_fault_and_no_burden() {
        ReadResult result = read(citizens("""
                parameters: {large: 1e999, long: %s}
                criteria: []
                award: {scheme: gate, requires: [{id: a, if: 'holds("x")'}]}
                """.formatted("9".repeat(5_000))));

        assertThat(result.errors())
                .extracting(CriteriaError::path)
                .containsExactly("/parameters/large", "/parameters/long");
    }

    @Test
    void only_json_numbers_are_numbers() {
        assertThat(Scalars.plain("12-31")).isEqualTo("12-31");
        assertThat(Scalars.plain("010")).isEqualTo("010");
        assertThat(Scalars.plain("1_000")).isEqualTo("1_000");
        assertThat(Scalars.plain("12:30")).isEqualTo("12:30");
        assertThat(Scalars.plain("no")).isEqualTo("no");
        assertThat(Scalars.plain("true")).isEqualTo(true);
        assertThat(Scalars.plain("-0.50")).isEqualTo(new BigDecimal("-0.5"));
    }
}
