package vn.hoctap.plugins.nongdan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.testkit.Activity;
import vn.hoctap.testkit.Learner;
import vn.hoctap.testkit.PluginCriteria;

/** The boundaries of the frame, and how a farmer's year is measured. */
class FarmerTest {
    private static final CriteriaSet SET =
            PluginCriteria.of(Path.of("../cong-dan"), Path.of(".")).set("cong-dan-hoc-tap/nong-dan");

    private static Learner anyFarmer() {
        return Learner.of("nong-dan", 2026);
    }

    private static Learner appraised(String everywhere) {
        return anyFarmer().appraisedEverywhere(SET, everywhere);
    }

    @Test
    void eighty_points_earn_the_title_and_seventy_nine_do_not() {
        assertThat(appraised("8").under(SET).met()).isTrue();
        assertThat(appraised("8").appraised("tinh-toan", "7").under(SET).outcome())
                .isEqualTo(Outcome.NOT_MET);
    }

    @Test
    void in_a_difficult_area_seventy_points_earn_the_title_and_sixty_nine_do_not() {
        Learner there = appraised("7").with("region", "difficult");

        assertThat(there.under(SET).met()).isTrue();
        assertThat(there.appraised("tinh-toan", "6").under(SET).outcome()).isEqualTo(Outcome.NOT_MET);
        assertThat(appraised("7").with("region", "lowland").under(SET).met()).isFalse();
    }

    @Test
    void nine_full_indicators_and_one_of_four_points_earn_nothing() {
        Decision decision = appraised("10").appraised("ngoai-ngu", "4").under(SET);

        assertThat(decision.total()).isEqualTo(Rational.of(94));
        assertThat(decision.denying()).extracting(ConditionResult::id).containsExactly("floor");
    }

    @Test
    void an_indicator_without_any_fact_is_no_data_and_denies() {
        Learner learner = anyFarmer();
        SET.indicators().stream()
                .filter(i -> !i.id().equals("ngoai-ngu"))
                .forEach(i -> learner.appraised(i.id(), "10"));

        assertThat(learner.under(SET).outcome()).isEqualTo(Outcome.NO_DATA);
    }

    @ParameterizedTest
    @CsvSource({"9.9, 0", "10, 5", "19.99, 5", "20, 8", "40, 10", "400, 10"})
    void hours_of_learning_are_points_by_bands(String hours, String points) {
        Learner learner = anyFarmer().did(Activity.of("course", "LUA-01").hours(hours));

        assertThat(learner.points(SET, "cap-nhat-kien-thuc")).isEqualTo(Rational.of(points));
    }

    @Test
    void what_is_only_claimed_counts_no_hours() {
        Learner learner =
                anyFarmer().did(Activity.of("course", "LUA-01").hours("40").claimed());

        assertThat(learner.points(SET, "cap-nhat-kien-thuc")).isEqualTo(Rational.ZERO);
        assertThat(learner.points(SET, "ke-hoach-hoc-tap")).isEqualTo(Rational.ZERO);
    }

    @Test
    void learning_in_three_months_shows_a_plan() {
        Learner learner = anyFarmer();
        for (int month = 1; month <= 3; month++) {
            learner.did(Activity.of("reading", "B" + month).inMonth(month).claimed());
        }

        assertThat(learner.points(SET, "ke-hoach-hoc-tap")).isEqualTo(Rational.of(5));
    }

    @Test
    void a_certificate_of_digital_skills_that_is_still_valid_gives_eight_points() {
        Activity certificate =
                Activity.of("certificate", "UDCNTT-CB").yearsAgo(2).skill("tt02-2025", "1.1", 3);

        assertThat(anyFarmer().did(certificate).points(SET, "cong-nghe-thong-tin"))
                .isEqualTo(Rational.of(8));
        assertThat(anyFarmer().did(certificate.validUntil("2026-06-01")).points(SET, "cong-nghe-thong-tin"))
                .isEqualTo(Rational.ZERO);
    }

    @Test
    void the_better_of_activity_and_appraisal_counts() {
        Learner learner =
                anyFarmer().did(Activity.of("course", "LUA-01").hours("20")).appraised("cap-nhat-kien-thuc", "6");

        assertThat(learner.points(SET, "cap-nhat-kien-thuc")).isEqualTo(Rational.of(8));
        assertThat(learner.explained(SET).counted("cap-nhat-kien-thuc"))
                .singleElement()
                .satisfies(counted -> assertThat(counted.counted()).isEqualTo(Rational.of(20)));
    }
}
