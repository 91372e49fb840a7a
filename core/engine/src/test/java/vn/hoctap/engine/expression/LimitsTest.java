package vn.hoctap.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.checker.CelStandardDeclarations;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each attack is refused before it runs, or stopped while it runs. */
class LimitsTest {

    @Test
    void text_beyond_2000_characters_is_refused() {
        assertThat(onlyFault("true" + " ".repeat(1_997))).startsWith("The expression is longer than 2000 characters");
        Samples.condition("true" + " ".repeat(1_996));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "size(", "indicators.exists(i,", "true?true:", "1+", "total*"})
    void nesting_beyond_32_is_refused(String opening) {
        assertThat(onlyFault(opening.repeat(90) + "1")).startsWith("The expression is nested more than 32 deep");
    }

    @Test
    void long_chains_of_alternatives_are_no_nesting() {
        assertThat(Samples.verdict("false" + "||false".repeat(280))).isEqualTo(new Verdict.False());
        assertThat(Samples.verdict("!".repeat(1_900) + "true")).isEqualTo(new Verdict.True());
    }

    @Test
    void loops_four_deep_are_refused() {
        assertThat(onlyFault("indicators.all(a, indicators.all(b, indicators.all(c, indicators.all(d, true))))"))
                .contains("more than 3 deep");
        assertThat(onlyFault("indicators" + ".filter(i, true)".repeat(4) + ".size() > 1"))
                .contains("more than 3 deep");
        Samples.condition("indicators.all(a, indicators.all(b, indicators.all(c, a.points > c.points)))");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "indicators.all(a, indicators.all(b, indicators.all(c, a.points + b.points + c.points > 0)))",
                "indicators.all(a, indicators.all(b, a.points + b.points > 0))",
                "indicators.exists(a, indicators.exists(b, a.points + b.points > 1000)) || total > 0"
            })
    void more_than_10000_steps_fail_and_say_so(String source) {
        List<Item> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(Samples.item("i" + i, "5", null));
        }
        AwardValues values = Samples.award("0", many.toArray(Item[]::new));

        assertThat(Samples.condition(source).test(Bindings.award(values)))
                .isEqualTo(new Verdict.Failed("The expression goes through its lists more than 10000 times."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1] + [2] == [1, 2]",
                "indicators.all(i, size([i] + [i]) > 1)",
                "[[1, 2], [3]].exists(a, size(a + a) > 4)",
                "\"a\" + \"a\" == \"aa\"",
                "subject.id.matches(\"(a+)+\")",
                "indicators.map(i, i.points).size() > 1",
                "dyn(1) == 1",
                "type(1) == int",
                "string(total) == \"1\"",
                "double(1) > 0",
                "int(total) > 0",
                "uint(1) > 0",
                "bytes(\"a\") == b\"a\"",
                "5u > 3",
                "null == null",
                "{\"a\": 1}.a == 1",
                "google.protobuf.Timestamp{seconds: 1} == subject.joined",
                "[1, \"a\"].size() == 2",
                "total % 2 == 1",
                "1e400 > total",
                "99999999999999999999 > total",
                "indicators.all(@result, true)",
                "@0 > 1",
                "__result__ > 1"
            })
    void what_the_language_leaves_out_is_refused(String source) {
        assertThat(Samples.faults(source)).isNotEmpty();
    }

    @Test
    void what_may_take_too_many_steps_is_refused_before_it_runs() {
        String thirty = "[" + "1, ".repeat(29) + "1]";
        String costly = "total > 1 && %1$s.all(a, %1$s.all(b, %1$s.all(c, a + b + c > 0)))".formatted(thirty);
        assertThat(Samples.faults(costly)).singleElement().satisfies(fault -> {
            assertThat(fault.message()).contains("steps, and at most 50000 are allowed");
            assertThat(fault.column()).isGreaterThan(10);
        });
    }

    @Test
    void the_cost_counts_each_part_and_each_turn_of_a_loop() {
        assertThat(Samples.condition("total > 80").cost()).isEqualTo(3);
        long once = Samples.condition("[1].all(a, a > 0)").cost();
        long twice = Samples.condition("[1, 1].all(a, a > 0)").cost();
        long thrice = Samples.condition("[1, 1, 1].all(a, a > 0)").cost();
        assertThat(thrice - twice).isEqualTo(twice - once).isPositive();
        assertThat(Samples.condition("[[1, 1, 1], [1]].all(b, b.all(c, c > 0))").cost())
                .isGreaterThan(
                        Samples.condition("[[1], [1]].all(b, b.all(c, c > 0))").cost() + once);
        assertThat(Samples.condition("indicators.all(i, i.points >= 5)").cost()).isLessThan(60);
    }

    @Test
    void only_functions_that_cel_has_are_kept() {
        List<String> known = new ArrayList<>();
        CelStandardDeclarations.newBuilder()
                .filterFunctions((function, overload) ->
                        known.add(overload.celOverloadDecl().overloadId()))
                .build();

        assertThat(known).containsAll(Dialect.KEPT);
    }

    private static String onlyFault(String source) {
        assertThat(Samples.faults(source)).hasSize(1);
        return Samples.faults(source).get(0).message();
    }
}
