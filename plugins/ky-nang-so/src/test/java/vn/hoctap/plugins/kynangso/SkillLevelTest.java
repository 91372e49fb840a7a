package vn.hoctap.plugins.kynangso;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.plugins.kynangso.Facts.LATER;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Measure;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.criteria.ReadResult;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.testkit.MeasureConformance;

class SkillLevelTest {
    private static final List<Fact> MANY = List.of(
            Facts.proving("a", "tt02-2025", "4.2", 3),
            Facts.proving("b", "tt02-2025", "4.2", 5),
            Facts.proving("c", "digcomp-2.2", "4.1", 4),
            Facts.proving("d", "qd757", "2.4", 1),
            Facts.lapsing("e", "4.2", 6, "2026-06-01T00:00:00Z"),
            Facts.claimed("f", "4.2", 8),
            Facts.failed("g", "4.3", 8),
            Facts.proving("h", "tt02-2025", "1.1", 2),
            Facts.proving("i", "tt02-2025", "4.2", 3));

    private abstract static class Conformance extends MeasureConformance<Levels> {
        @Override
        protected Measure<Levels> measure() {
            return new SkillLevel();
        }

        @Override
        protected List<Fact> facts() {
            return MANY;
        }
    }

    @Nested
    class OfAComponent extends Conformance {
        @Override
        protected Map<String, String> options() {
            return Map.of("component", "4.2");
        }
    }

    @Nested
    class OfAnArea extends Conformance {
        @Override
        protected Map<String, String> options() {
            return Map.of("level", "2", "area", "4");
        }
    }

    private static Optional<Rational> measured(Map<String, String> options, Instant asOf, Fact... facts) {
        SkillLevel measure = new SkillLevel();
        Levels state = measure.zero();
        for (Fact fact : facts) {
            state = measure.add(state, fact, options);
        }
        return measure.value(state, options, asOf);
    }

    private static Optional<Rational> level(String component, Fact... facts) {
        return measured(Map.of("component", component), LATER, facts);
    }

    private static Optional<Rational> number(int value) {
        return Optional.of(Rational.of(value));
    }

    @Test
    void the_highest_level_counts() {
        assertThat(level("4.2", Facts.proving("a", "tt02-2025", "4.2", 5), Facts.proving("b", "tt02-2025", "4.2", 3)))
                .isEqualTo(number(5));
    }

    @Test
    void nothing_proved_is_no_data_and_not_level_zero() {
        assertThat(level("4.2")).isEmpty();
        assertThat(level("4.2", Facts.proving("a", "tt02-2025", "4.1", 5))).isEmpty();
    }

    @Test
    void what_nobody_verified_and_what_was_failed_proves_nothing() {
        assertThat(level("4.2", Facts.claimed("a", "4.2", 5), Facts.failed("b", "4.2", 6)))
                .isEmpty();
    }

    @Test
    void a_certificate_proves_its_level_until_it_lapses() {
        Fact certificate = Facts.lapsing("a", "4.2", 6, "2026-06-01T00:00:00Z");
        Fact course = Facts.proving("b", "tt02-2025", "4.2", 3);
        Map<String, String> options = Map.of("component", "4.2");

        assertThat(measured(options, Instant.parse("2026-05-31T23:59:59Z"), certificate, course))
                .isEqualTo(number(6));
        assertThat(measured(options, Instant.parse("2026-06-01T00:00:00Z"), certificate, course))
                .isEqualTo(number(3));
        assertThat(measured(options, LATER, certificate)).isEmpty();
    }

    @Test
    void what_the_first_release_wrote_stays_readable() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(1);
            out.writeInt(2);
            for (Instant until : List.of(Instant.parse("2026-06-01T00:00:00Z"), Instant.MAX)) {
                out.writeUTF("4.2");
                out.writeInt(until.equals(Instant.MAX) ? 6 : 3);
                out.writeUTF(until.toString());
                out.writeInt(2);
            }
        }
        SkillLevel measure = new SkillLevel();
        Map<String, String> options = Map.of("component", "4.2");
        Levels read = measure.read(bytes.toByteArray());

        assertThat(measure.value(read, options, LATER)).isEqualTo(number(6));
        assertThat(measure.read(measure.write(read))).isEqualTo(read);
    }

    @Test
    void a_level_of_digcomp_counts_for_its_counterpart() {
        assertThat(level("4.2", Facts.proving("a", "digcomp-2.2", "4.2", 4))).isEqualTo(number(4));
        assertThat(level("6.1", Facts.proving("a", "digcomp-2.2", "6.1", 4))).isEmpty();
    }

    @Test
    void levels_and_components_that_do_not_exist_prove_nothing() {
        assertThat(level("4.2", Facts.proving("a", "tt02-2025", "4.2", 9), Facts.proving("b", "tt02-2025", "4.2", 0)))
                .isEmpty();
        assertThat(level("4.2", Facts.proving("a", "tin-hoc-a", "4.2", 3))).isEmpty();
    }

    @Test
    void components_at_a_level_or_higher_are_counted_in_all_areas_or_in_one() {
        Fact[] facts = MANY.toArray(Fact[]::new);

        assertThat(measured(Map.of("level", "2"), LATER, facts)).isEqualTo(number(3));
        assertThat(measured(Map.of("level", "2", "area", "4"), LATER, facts)).isEqualTo(number(2));
        assertThat(measured(Map.of("level", "8"), LATER, facts)).isEqualTo(number(0));
        assertThat(measured(Map.of("level", "1", "area", "6"), LATER, facts)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            component: "4.9"             | component | no component “4.9”
            component: 4.2, level: 3     | component | not both
            component: "4.2", area: "4"  | component | not both
            level: 9                     | level     | no level “9”
            level: 3, area: "7"          | area      | no area “7”
            area: "4"                    | area      | what to measure
            components: "4.2", level: 1  | components | no option “components”
            trust: verified              | measure   | what to measure
            """)
    void wrong_options_are_faults_of_the_set_with_line_and_remedy(String options, String at, String message) {
        assertThat(read(options).errors()).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(17);
            assertThat(error.path()).isEqualTo("/criteria/0/indicators/0/from/0/" + at);
            assertThat(error.message()).contains(message);
            assertThat(error.remedy()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"component: 4.2", "level: 3", "level: \"3\", area: 4, window: held, trust: verified"})
    void right_options_are_taken_as_text_or_as_numbers(String options) {
        assertThat(read(options).errors()).isEmpty();
        assertThat(read(options).sets()).hasSize(1);
    }

    private static ReadResult read(String options) {
        String set = """
                id: thu/ky-nang
                version: "1"
                status: illustrative
                source: "a test"
                title: {vi: Thử}
                subject: citizen
                effective: {from: 2020-01-01}
                cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
                criteria:
                  - id: so
                    name: {vi: Số}
                    indicators:
                      - id: ky-nang
                        name: {vi: Kỹ năng}
                        max: 10
                        from:
                          - {measure: skill-level, %s, points: [{atLeast: 1, give: 10}]}
                award:
                  scheme: sum
                  requires: [{id: total, if: 'total >= 5'}]
                """.formatted(options);
        return new CriteriaReader(Measures.builtIn().with(new SkillLevel()))
                .read(List.of(new CriteriaSource("thu.yaml", set)), id -> Optional.empty());
    }
}
