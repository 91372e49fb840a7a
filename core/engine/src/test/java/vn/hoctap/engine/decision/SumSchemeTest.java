package vn.hoctap.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.Entries;
import vn.hoctap.engine.Sets;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;

/** The shape of the learning citizen's frame: ten indicators of ten points, a pass mark by region, a floor. */
class SumSchemeTest {
    private static final String BODY = """
            parameters:
              passMark: {value: 80, when: [{if: 'subject.region == "difficult"', value: 70}]}
            criteria:
              - id: all
                name: All
                indicators:
            %saward:
              scheme: sum
              requires:
                - {id: total, if: 'total >= parameter.passMark'}
                - {id: floor, if: 'indicators.all(i, i.points >= 5)'}
              notApplicable: %s
            """;

    private static CriteriaSet ten(String firstApplies, String policy) {
        StringBuilder indicators = new StringBuilder();
        for (int i = 1; i <= 10; i++) {
            String applies = i == 1 ? ", applies: '" + firstApplies + "'" : "";
            indicators.append("      - {id: i%d, name: I, max: 10%s, from: [{measure: assessed, by: appraiser}]}%n"
                    .formatted(i, applies));
        }
        return Sets.citizens(BODY.formatted(indicators, policy));
    }

    private static Decision decide(CriteriaSet set, Map<String, Object> subject, String... points) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            if (!points[i].equals("-")) {
                entries.add(Entries.appraised("a" + i, "i" + (i + 1), points[i], "2026-05-01"));
            }
        }
        Folder folder = new Folder(set, 2026, Measures.builtIn());
        return Decider.decide(
                folder, Sets.subject(subject), folder.all(entries), Circumstances.at(Entries.noon("2026-06-01")));
    }

    private static Decision decide(String points) {
        return decide(ten("true", "full"), Map.of(), points.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "8 8 8 8 8 8 8 8 8 8, MET",
        "8 8 8 8 8 8 8 8 8 7, NOT_MET",
        "8 8 8 8 8 8 8 8 8 7.99, NOT_MET",
        "10 10 10 10 10 10 10 5 5 0.5, NOT_MET",
        "10 10 10 10 10 10 10 10 10 4, NOT_MET",
        "10 10 10 10 10 10 10 10 10 5, MET",
        "10 10 10 10 10 10 10 10 10 -, NO_DATA",
        "5 5 5 5 5 5 5 5 5 -, NO_DATA",
    })
    void eighty_points_with_no_indicator_below_five_earn_the_title(String points, Outcome outcome) {
        assertThat(decide(points).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"7 7 7 7 7 7 7 7 7 7, MET", "7 7 7 7 7 7 7 7 7 6.99, NOT_MET", "10 10 10 10 10 10 10 4 5 5, NOT_MET"})
    void seventy_points_are_enough_in_a_difficult_area_and_the_floor_stays(String points, Outcome outcome) {
        Decision decision = decide(ten("true", "full"), Map.of("region", "difficult"), points.split(" "));

        assertThat(decision.outcome()).isEqualTo(outcome);
    }

    @Test
    void nine_full_indicators_and_one_of_four_points_earn_nothing_and_say_why() {
        Decision decision = decide("10 10 10 10 10 10 10 10 10 4");

        assertThat(decision.total()).isEqualTo(Rational.of(94));
        assertThat(decision.denying()).singleElement().satisfies(denial -> {
            assertThat(denial.id()).isEqualTo("floor");
            assertThat(denial.actual()).contains(Rational.of(4));
            assertThat(denial.needed()).contains(Rational.of(5));
        });
    }

    @Test
    void an_indicator_without_facts_is_no_data_and_so_is_the_condition_that_reads_it() {
        Decision decision = decide("10 10 10 10 10 10 10 10 10 -");

        assertThat(decision.indicators().get(9).outcome()).isEqualTo(Outcome.NO_DATA);
        assertThat(decision.total()).isEqualTo(Rational.of(90));
        assertThat(decision.conditions())
                .extracting(Decision.ConditionResult::outcome)
                .containsExactly(Outcome.MET, Outcome.NO_DATA);
        assertThat(decision.met()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"full, MET, 82", "rescale, MET, 80", "fail, NOT_MET, 72"})
    void what_does_not_apply_counts_as_the_set_says(String policy, Outcome outcome, String total) {
        CriteriaSet set = ten("subject.group != \"nong-dan\"", policy);

        Decision decision = decide(set, Map.of("group", "nong-dan"), "-", "8", "8", "8", "8", "8", "8", "8", "8", "8");

        assertThat(decision.indicators().get(0).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(decision.total()).isEqualTo(Rational.of(total));
        assertThat(decision.outcome()).isEqualTo(outcome);
    }

    @Test
    void whether_an_indicator_applies_is_open_while_the_field_is_unknown() {
        CriteriaSet set = ten("subject.group != \"nong-dan\"", "full");

        Decision decision = decide(set, Map.of(), "10", "10", "10", "10", "10", "10", "10", "10", "10", "10");

        assertThat(decision.indicators().get(0).outcome()).isEqualTo(Outcome.NO_DATA);
        assertThat(decision.met()).isFalse();
    }

    @Test
    void a_later_appraisal_replaces_an_earlier_one_whatever_the_order_of_arrival() {
        Folder folder = new Folder(ten("true", "full"), 2026, Measures.builtIn());
        Entry early = Entries.appraised("z", "i1", "3", "2026-05-01");
        Entry late = Entries.appraised("b", "i1", "9", "2026-05-02");
        Entry tie = Entries.appraised("c", "i1", "6", "2026-05-02");

        assertThat(points(folder, early, late)).isEqualTo(Rational.of(9));
        assertThat(points(folder, late, early)).isEqualTo(Rational.of(9));
        assertThat(points(folder, tie, late, early)).isEqualTo(Rational.of(6));
    }

    private static Rational points(Folder folder, Entry... entries) {
        return Decider.decide(
                        folder,
                        Sets.subject(Map.of()),
                        folder.all(List.of(entries)),
                        Circumstances.at(Entries.noon("2026-06-01")))
                .indicators()
                .get(0)
                .points();
    }

    @Test
    void two_thirds_of_ninety_and_thirty_are_exactly_a_pass() {
        CriteriaSet set = Sets.citizens("""
                criteria:
                  - id: c
                    name: C
                    indicators:
                      - {id: i, name: I, max: 100, from: [{measure: sum, of: hours}]}
                award: {scheme: sum, requires: [{id: exact, if: 'total * 2 / 3 + 0.1 + 0.2 == 60.3 && total >= 84.5 + 5.5'}]}
                """);
        Folder folder = new Folder(set, 2026, Measures.builtIn());
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            entries.add(Entries.course("f" + i, "2026-03-01", "0.1"));
        }

        Explanation explanation =
                Explanation.of(folder, Sets.subject(Map.of()), entries, Circumstances.at(Entries.noon("2026-06-01")));

        assertThat(explanation.decision().total()).isEqualTo(Rational.of(90));
        assertThat(explanation.decision().met()).isTrue();
        assertThat(explanation.counted("i")).hasSize(900);
    }

    @Test
    void missing_names_the_smallest_sufficient_steps_with_real_courses_not_taken_yet() {
        CriteriaSet set = Sets.citizens("""
                criteria:
                  - id: c
                    name: C
                    indicators:
                      - id: a
                        name: A
                        max: 10
                        from: [{measure: sum, of: hours, where: 'activity.type == "course"', trust: verified,
                                points: [{atLeast: 10, give: 5}, {atLeast: 20, give: 8}, {atLeast: 40, give: 10}]}]
                      - {id: b, name: B, max: 10, from: [{measure: assessed, by: appraiser}]}
                award:
                  scheme: sum
                  requires: [{id: total, if: 'total >= 13'}, {id: floor, if: 'indicators.all(i, i.points >= 5)'}]
                """);
        Folder folder = new Folder(set, 2026, Measures.builtIn());
        List<CourseOffer> catalogue = List.of(
                new CourseOffer("BIG", "Big", Optional.of(Rational.of(60)), List.of()),
                new CourseOffer("FIT", "Fit", Optional.of(Rational.of(12)), List.of()),
                new CourseOffer("C-f", "Taken", Optional.of(Rational.of(12)), List.of()),
                new CourseOffer("TINY", "Tiny", Optional.of(Rational.of(1)), List.of()));
        List<Entry> entries =
                List.of(Entries.course("f", "2026-03-01", "8.5"), Entries.appraised("a", "b", "5", "2026-03-01"));

        Missing missing = Missing.of(
                folder, Sets.subject(Map.of()), entries, Circumstances.at(Entries.noon("2026-06-01")), catalogue);

        assertThat(missing.gap()).isEqualTo(Rational.of(8));
        assertThat(missing.steps()).singleElement().satisfies(step -> {
            assertThat(step.indicator()).isEqualTo("a");
            assertThat(step.points()).isEqualTo(Rational.of(8));
            assertThat(step.advice().vi()).isEqualTo("Học thêm 11,5 giờ");
            assertThat(step.courses()).extracting(CourseOffer::code).containsExactly("FIT", "BIG", "TINY");
        });
    }

    @RepeatedTest(30)
    void following_the_missing_steps_earns_the_title_and_leaving_one_out_does_not(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        CriteriaSet set = ten("true", "full");
        Folder folder = new Folder(set, 2026, Measures.builtIn());
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            entries.add(Entries.appraised("a" + i, "i" + i, Integer.toString(random.nextInt(9)), "2026-02-01"));
        }
        Circumstances now = Circumstances.at(Entries.noon("2026-06-01"));

        Missing missing = Missing.of(folder, Sets.subject(Map.of()), entries, now, List.of());

        for (int leftOut = -1; leftOut < missing.steps().size(); leftOut++) {
            List<Entry> after = new ArrayList<>(entries);
            for (int i = 0; i < missing.steps().size(); i++) {
                if (i != leftOut) {
                    after.add(taken(folder, entries, missing.steps().get(i)));
                }
            }
            assertThat(Decider.decide(folder, Sets.subject(Map.of()), folder.all(after), now)
                            .met())
                    .isEqualTo(leftOut < 0);
        }
    }

    private static Entry taken(Folder folder, List<Entry> entries, Missing.Step step) {
        Decision before = Decider.decide(
                folder, Sets.subject(Map.of()), folder.all(entries), Circumstances.at(Entries.noon("2026-06-01")));
        Rational points = before.indicators().stream()
                .filter(i -> i.id().equals(step.indicator()))
                .findFirst()
                .orElseThrow()
                .points()
                .plus(step.points());
        return Entries.appraised("new-" + step.indicator(), step.indicator(), points.toString(), "2026-03-01");
    }
}
