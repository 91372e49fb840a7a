package vn.hoctap.engine.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.engine.criteria.CriteriaFiles.HEAD_LINES;
import static vn.hoctap.engine.criteria.CriteriaFiles.citizens;
import static vn.hoctap.engine.criteria.CriteriaFiles.file;
import static vn.hoctap.engine.criteria.CriteriaFiles.only;
import static vn.hoctap.engine.criteria.CriteriaFiles.read;
import static vn.hoctap.engine.criteria.CriteriaFiles.units;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.Condition;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.CriteriaSet.Level;
import vn.hoctap.engine.criteria.CriteriaSet.NotApplicable;
import vn.hoctap.engine.criteria.CriteriaSet.Place;
import vn.hoctap.engine.criteria.CriteriaSet.Recognition;
import vn.hoctap.engine.criteria.CriteriaSet.Scheme;
import vn.hoctap.engine.criteria.CriteriaSet.Status;
import vn.hoctap.engine.expression.ValueType;
import vn.hoctap.engine.measure.Measures;

class CriteriaReaderTest {
    private static final String ONE_INDICATOR = """
            criteria:
              - id: tu-hoc
                name: Tự học
                indicators:
                  - {id: gio, name: Giờ học, max: 100, from: [{measure: sum, of: hours}]}
            """;

    @Test
    void a_set_says_whom_it_judges_from_when_on_and_for_which_title() {
        CriteriaSet set = only(file("khung.yaml"));

        assertThat(set.id()).isEqualTo("cong-dan-hoc-tap/khung");
        assertThat(set.awards()).isEqualTo("cong-dan-hoc-tap");
        assertThat(set.version()).isEqualTo("2023.1");
        assertThat(set.status()).isEqualTo(Status.PARTIAL);
        assertThat(set.title()).isEqualTo(new Text("Công dân học tập", "Learning Citizen"));
        assertThat(set.subject()).isEqualTo(SubjectKind.CITIZEN);
        assertThat(set.isAbstract()).isTrue();
        assertThat(set.effective()).isEqualTo(LocalDate.of(2023, 10, 25));
        assertThat(set.validity()).isEqualTo(new Validity.Months(12, Validity.From.AWARD));
        assertThat(set.parameters()).singleElement().satisfies(mark -> {
            assertThat(mark.name()).isEqualTo("passMark");
            assertThat(mark.value()).isEqualTo(Rational.of(80));
            assertThat(mark.when()).singleElement().satisfies(one -> {
                assertThat(one.test().source()).isEqualTo("subject.region == \"difficult\"");
                assertThat(one.value()).isEqualTo(Rational.of(70));
            });
        });
    }

    @Test
    void an_indicator_has_its_ways_in_order() {
        Indicator indicator =
                only(file("khung.yaml")).indicator("cap-nhat-kien-thuc").orElseThrow();

        assertThat(indicator.max()).contains(Rational.of(40));
        assertThat(indicator.applies().orElseThrow().source()).isEqualTo("true");
        assertThat(indicator.from()).hasSize(2);
        Way hours = indicator.from().getFirst();
        assertThat(hours.measure()).isEqualTo("sum");
        assertThat(hours.of()).contains("hours");
        assertThat(hours.trust()).isEqualTo(Way.Trust.VERIFIED);
        assertThat(hours.points())
                .isInstanceOfSatisfying(
                        Way.Points.Bands.class,
                        points -> assertThat(points.bands()).containsExactly(band(10, 5), band(20, 8), band(40, 40)));
        Way assessed = indicator.from().getLast();
        assertThat(assessed.by()).contains(Way.Assessor.APPRAISER);
        assertThat(assessed.points()).isEqualTo(new Way.Points.Same());
    }

    private static Way.Band band(int atLeast, int give) {
        return new Way.Band(fixed(Rational.of(atLeast)), fixed(Rational.of(give)));
    }

    private static Way.Amount fixed(Rational number) {
        return new Way.Amount.Fixed(number);
    }

    @Test
    void what_is_left_out_is_the_contracts_default() {
        CriteriaSet set = only(citizens(ONE_INDICATOR + """
                award: {scheme: sum, requires: [{id: total, if: 'total >= 80'}]}
                """));

        assertThat(set.awards()).isEqualTo("thu");
        assertThat(set.isAbstract()).isFalse();
        assertThat(set.audience()).isEmpty();
        assertThat(set.place()).isEqualTo(Place.RESIDENCE);
        assertThat(set.cycle()).isEqualTo(new CycleRule(ZoneId.of("Asia/Ho_Chi_Minh"), MonthDay.of(12, 31)));
        assertThat(set.validity()).isEqualTo(new Validity.Unlimited());
        assertThat(set.recognition()).isEqualTo(Recognition.AUTOMATIC);
        assertThat(set.award().notApplicable()).isEqualTo(NotApplicable.FULL);
        assertThat(set.award().after()).isNull();
        Way way = set.ways().getFirst();
        assertThat(way.trust()).isEqualTo(Way.Trust.ANY);
        assertThat(way.window()).isEqualTo(Way.Window.CYCLE);
    }

    @Test
    void bands_give_levels_with_one_condition_each() {
        CriteriaSet set = only(citizens(ONE_INDICATOR + """
                award:
                  scheme: bands
                  levels: [{id: tot, name: Tốt, if: 'total >= 85'}, {id: kha, if: 'total >= 70'}]
                  upgrade: {afterMonths: 12}
                recognition: decision
                validity: {until: end-of-next-cycle}
                """));

        assertThat(set.award().scheme()).isEqualTo(Scheme.BANDS);
        assertThat(set.award().levels()).extracting(Level::id).containsExactly("tot", "kha");
        Level tot = set.award().levels().getFirst();
        assertThat(tot.name()).contains(new Text("Tốt", null));
        assertThat(tot.requires()).singleElement().satisfies(condition -> {
            assertThat(condition.id()).isEqualTo("tot");
            assertThat(condition.test().source()).isEqualTo("total >= 85");
        });
        assertThat(set.award().after()).isEqualTo(12);
        assertThat(set.recognition()).isEqualTo(Recognition.DECISION);
        assertThat(set.validity()).isEqualTo(new Validity.EndOfNextCycle());
    }

    @Test
    void a_checklist_gives_levels_with_lists_of_conditions() {
        CriteriaSet set = only(units("""
                place: workplace
                audience: 'subject.region != "difficult"'
                attributes: {school: boolean}
                criteria:
                  - id: ket-qua
                    name: Kết quả
                    indicators:
                      - id: cdht
                        name: Tỷ lệ công dân học tập
                        from: [{measure: share, of: members, where: 'member.age >= 18', have: 'holds("cong-dan-hoc-tap")'}]
                award:
                  scheme: checklist
                  levels:
                    - {id: muc-2, requires: [{id: a, if: 'indicator["cdht"].value >= 95'}, {id: b, if: 'subject.school', applies: 'has(subject.school)'}]}
                    - {id: muc-1, requires: [{id: a, if: 'indicator["cdht"].value >= 90'}]}
                validity: {months: 36, from: end-of-cycle}
                """));

        assertThat(set.award().levels().getFirst().requires())
                .extracting(Condition::id)
                .containsExactly("a", "b");
        assertThat(set.place()).isEqualTo(Place.WORKPLACE);
        assertThat(set.attributes()).isEqualTo(Map.of("school", ValueType.BOOLEAN));
        assertThat(set.validity()).isEqualTo(new Validity.Months(36, Validity.From.END_OF_CYCLE));
        assertThat(set.indicators().getFirst().max()).isEmpty();
        assertThat(set.ways().getFirst().have().orElseThrow().titles()).containsExactly("cong-dan-hoc-tap");
    }

    @Test
    void a_gate_needs_no_indicators() {
        CriteriaSet set = only(citizens("""
                criteria: []
                award: {scheme: gate, requires: [{id: base, name: {vi: Gia đình, en: Family}, if: 'holds("gia-dinh-hoc-tap")'}]}
                """));

        assertThat(set.award().scheme()).isEqualTo(Scheme.GATE);
        assertThat(set.award().requires().getFirst().name()).contains(new Text("Gia đình", "Family"));
    }

    @Test
    void numbers_are_exactly_what_was_written() {
        CriteriaSet set = only(citizens("""
                parameters: {mark: 69.99, tenth: 0.1, many: 1234567890123456789.12345678901234567}
                criteria:
                  - id: tu-hoc
                    name: Tự học
                    indicators:
                      - id: gio
                        name: Giờ học
                        max: 84.50
                        from: [{measure: sum, of: hours, points: {each: 0.3, give: 0.1}}]
                award: {scheme: sum, requires: [{id: total, if: 'total >= parameter.mark'}]}
                """));

        assertThat(set.parameters())
                .extracting(CriteriaSet.Parameter::value)
                .containsExactly(
                        Rational.ratio(6999, 100),
                        Rational.ratio(1, 10),
                        Rational.of("1234567890123456789.12345678901234567"));
        assertThat(set.indicators().getFirst().max()).contains(Rational.ratio(169, 2));
        assertThat(set.ways().getFirst().points())
                .isEqualTo(new Way.Points.Rate(fixed(Rational.ratio(3, 10)), fixed(Rational.ratio(1, 10))));
    }

    @Test
    void parameters_have_types() {
        CriteriaSet set = only(citizens(ONE_INDICATOR + """
                parameters: {number: 5, word: xã, day: 2025-01-31, flag: true}
                award:
                  scheme: sum
                  requires:
                    - {id: typed, if: 'total > parameter.number && parameter.flag && parameter.word != "x" && parameter.day > date("2025-01-01")'}
                """));

        assertThat(set.parameters())
                .extracting(CriteriaSet.Parameter::value)
                .containsExactly(Rational.of(5), "xã", LocalDate.of(2025, 1, 31), true);
    }

    @Test
    void certificates_are_held_statuses_too_and_a_way_may_advise() {
        CriteriaSet set = only(citizens("""
                criteria:
                  - id: tu-hoc
                    name: Tự học
                    indicators:
                      - id: chung-chi
                        name: Chứng chỉ
                        max: 10
                        from:
                          - {measure: count, where: 'activity.type == "certificate"', window: held, advice: {vi: Học đi, en: Learn}}
                          - {measure: status}
                award: {scheme: sum, requires: [{id: total, if: 'total >= 1'}]}
                """));

        assertThat(set.ways()).extracting(Way::window).containsExactly(Way.Window.HELD, Way.Window.HELD);
        assertThat(set.ways().getFirst().advice()).contains(new Text("Học đi", "Learn"));
    }

    @Test
    void a_plugins_measure_gets_its_own_keys_as_options() {
        CriteriaSource file = citizens("""
                criteria:
                  - id: cntt
                    name: Công nghệ
                    indicators:
                      - id: ky-nang
                        name: Kỹ năng
                        max: 8
                        from: [{measure: anything, component: "4.2", level: 3, strict: true}]
                award: {scheme: sum, requires: [{id: total, if: 'total >= 5'}]}
                """);

        Measures known = Measures.builtIn().with(new AnyMeasure());
        ReadResult result = new CriteriaReader(known).read(List.of(file), id -> Optional.empty());

        assertThat(result.errors()).isEmpty();
        assertThat(result.sets().getFirst().ways().getFirst().options())
                .isEqualTo(Map.of("component", "4.2", "level", "3", "strict", "true"));
        assertThat(read(file).errors()).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("/criteria/0/indicators/0/from/0/measure");
            assertThat(error.message()).contains("anything");
        });
    }

    @ParameterizedTest
    @CsvSource({"wrong: 1, /wrong, “wrong” is wrong.", "broken: 1, /measure, cannot check its options"})
    void a_plugins_measure_says_what_is_wrong_with_its_options(String option, String at, String message) {
        CriteriaSource file = citizens("""
                criteria:
                  - id: cntt
                    name: Công nghệ
                    indicators:
                      - id: ky-nang
                        name: Kỹ năng
                        max: 8
                        from: [{measure: anything, %s}]
                award: {scheme: sum, requires: [{id: total, if: 'total >= 5'}]}
                """.formatted(option));

        ReadResult result = new CriteriaReader(Measures.builtIn().with(new AnyMeasure()))
                .read(List.of(file), id -> Optional.empty());

        assertThat(result.errors()).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("/criteria/0/indicators/0/from/0" + at);
            assertThat(error.line()).isEqualTo(HEAD_LINES + 8);
            assertThat(error.message()).contains(message);
        });
    }
}
