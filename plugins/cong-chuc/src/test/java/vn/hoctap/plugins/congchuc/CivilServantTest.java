package vn.hoctap.plugins.congchuc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.testkit.Activity;
import vn.hoctap.testkit.Learner;
import vn.hoctap.testkit.PluginCriteria;

/** A civil servant's year is measured by duty, exams and levels. */
class CivilServantTest {
    private static final PluginCriteria SETS =
            PluginCriteria.of(Path.of("../cong-dan"), Path.of("../nong-dan"), Path.of("."));
    private static final CriteriaSet SET = SETS.set("cong-dan-hoc-tap/cong-chuc");

    private static Learner anyCivilServant() {
        return Learner.of("cong-chuc", 2026);
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "3, 5", "4, 8", "5, 10", "8, 10"})
    void the_level_of_a_proven_digital_skill_is_points(int level, String points) {
        Learner learner = anyCivilServant()
                .did(Activity.of("exam", "UDCNTT").scaled("0.8").skill("tt02-2025", "1.1", level));

        assertThat(learner.points(SET, "cong-nghe-thong-tin")).isEqualTo(Rational.of(points));
    }

    @Test
    void an_approved_annual_plan_is_full_points() {
        Learner learner = anyCivilServant().did(Activity.of("status", "ke-hoach-hoc-tap-nam"));

        assertThat(learner.points(SET, "ke-hoach-hoc-tap")).isEqualTo(Rational.of(10));
    }

    @Test
    void the_best_exam_counts() {
        Learner learner = anyCivilServant()
                .did(
                        Activity.of("exam", "A").scaled("0.69"),
                        Activity.of("exam", "B").scaled("0.7"));

        assertThat(learner.points(SET, "tinh-toan")).isEqualTo(Rational.of(8));
    }

    @Test
    void the_same_year_is_worth_other_points_to_a_farmer() {
        CriteriaSet farmers = SETS.set("cong-dan-hoc-tap/nong-dan");
        List<String> judgedAlike = List.of("dong-vien-nguoi-than", "tu-duy-phan-bien", "quan-he-than-thien");
        Learner learner = anyCivilServant()
                .did(
                        Activity.of("course", "LUA-01").hours("20").inMonth(1),
                        Activity.of("workshop", "HT").hours("3").inMonth(2),
                        Activity.of("community", "CD").inMonth(2),
                        Activity.of("exam", "E")
                                .scaled("0.9")
                                .skill("tt02-2025", "1.1", 4)
                                .skill("tt02-2025", "4.2", 4),
                        Activity.of("status", "ke-hoach-hoc-tap-nam").inMonth(4));

        assertThat(SET.indicators())
                .filteredOn(i -> !judgedAlike.contains(i.id()))
                .filteredOn(i -> !learner.points(SET, i.id()).equals(learner.points(farmers, i.id())))
                .extracting(CriteriaSet.Indicator::id)
                .contains("cap-nhat-kien-thuc", "ke-hoach-hoc-tap", "cong-nghe-thong-tin", "tinh-toan");
    }
}
