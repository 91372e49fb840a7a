package vn.hoctap.plugins.congdan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.CriteriaSet.Status;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.example.Example;

/** The plan asks for sets “with different measurement indices” for each group; all extend the frame of this plugin. */
class GroupsTest {
    private static final int MIN_DIFFERENT = 5;

    /** Measured otherwise, a number may still be worth the same, above all when it is full points in both groups. */
    private static final int MIN_OTHER_POINTS = 3;

    private static final List<String> GROUPS = List.of(
            "nong-dan", "cong-nhan", "cong-chuc", "vien-chuc", "doanh-nhan", "can-bo-quan-ly", "hoc-sinh-sinh-vien");

    private static final ShippedGroups SHIPPED = ShippedGroups.read();

    static Stream<Arguments> pairs() {
        return GROUPS.stream()
                .flatMap(one -> GROUPS.stream()
                        .filter(other -> one.compareTo(other) < 0)
                        .map(other -> Arguments.of(one, other)));
    }

    static Stream<Arguments> orderedPairs() {
        return GROUPS.stream()
                .flatMap(one ->
                        GROUPS.stream().filter(other -> !one.equals(other)).map(other -> Arguments.of(one, other)));
    }

    @Test
    void every_group_has_the_ten_indicators_of_the_frame_and_a_set_that_claims_to_be_no_law() {
        List<String> frame =
                SHIPPED.set("khung").indicators().stream().map(Indicator::id).toList();

        assertThat(frame).hasSize(10);
        assertThat(GROUPS).allSatisfy(group -> {
            CriteriaSet set = SHIPPED.set(group);
            assertThat(set.indicators()).extracting(Indicator::id).containsExactlyElementsOf(frame);
            assertThat(set.indicators()).allSatisfy(indicator -> {
                assertThat(indicator.max()).contains(Rational.of(10));
                assertThat(indicator.name().en()).isNotBlank();
            });
            assertThat(set.audience().orElseThrow().source()).isEqualTo("subject.group == \"" + group + "\"");
            assertThat(set.status()).isNotEqualTo(Status.OFFICIAL);
            assertThat(set.source()).contains("minh họa");
        });
    }

    @Test
    void every_advice_is_in_both_languages() {
        assertThat(GROUPS)
                .flatExtracting(group -> SHIPPED.set(group).ways())
                .flatExtracting(way -> way.advice().stream().toList())
                .isNotEmpty()
                .allSatisfy(advice -> assertThat(advice.en()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void two_groups_measure_at_least_five_indicators_by_other_measures_or_other_facts(String one, String other) {
        List<String> different = new ArrayList<>();
        for (Indicator indicator : SHIPPED.set(one).indicators()) {
            Indicator counterpart = SHIPPED.set(other).indicator(indicator.id()).orElseThrow();
            if (!Measurement.of(indicator).equals(Measurement.of(counterpart))) {
                different.add(indicator.id());
            }
        }

        assertThat(different).hasSizeGreaterThanOrEqualTo(MIN_DIFFERENT);
    }

    @ParameterizedTest
    @MethodSource("orderedPairs")
    void a_year_that_earns_the_title_in_its_group_is_worth_other_points_in_another(String own, String other) {
        Example year = SHIPPED.plausibleYear(own);
        List<Rational> here = points(year, own);
        List<Rational> there = points(year, other);
        List<Integer> different = Stream.iterate(0, i -> i < here.size(), i -> i + 1)
                .filter(i -> !here.get(i).equals(there.get(i)))
                .toList();

        assertThat(different).as("%s against %s", here, there).hasSizeGreaterThanOrEqualTo(MIN_OTHER_POINTS);
    }

    @ParameterizedTest
    @FieldSource("GROUPS")
    void the_examples_of_a_group_miss_the_title_by_each_rule_alone(String group) {
        List<Decision> decisions = SHIPPED.decisions(group);

        assertThat(decisions)
                .anyMatch(one -> deniedBy(one, "total") && one.total().equals(Rational.of(79)));
        assertThat(decisions).anyMatch(one -> one.met() && one.total().equals(Rational.of(70)));
        assertThat(decisions)
                .anyMatch(one -> deniedBy(one, "total") && one.total().equals(Rational.of(69)));
        assertThat(SHIPPED.set(group).indicators())
                .allSatisfy(indicator -> assertThat(decisions)
                        .as(indicator.id())
                        .anyMatch(
                                one -> deniedBy(one, "floor") && belowFive(one).equals(List.of(indicator.id()))));
    }

    private static boolean deniedBy(Decision decision, String condition) {
        return decision.denying().stream().map(ConditionResult::id).toList().equals(List.of(condition));
    }

    private static List<String> belowFive(Decision decision) {
        return decision.indicators().stream()
                .filter(indicator -> !indicator.points().atLeast(Rational.of(5)))
                .map(IndicatorResult::id)
                .toList();
    }

    private static List<Rational> points(Example year, String group) {
        Decision decision = year.under(SHIPPED.set(group), SHIPPED.measures());
        return decision.indicators().stream().map(IndicatorResult::points).toList();
    }
}
