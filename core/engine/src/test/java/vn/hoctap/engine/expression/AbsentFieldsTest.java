package vn.hoctap.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AbsentFieldsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    subject.region == "difficult"                  | subject.region
                    !(subject.region == "difficult")               | subject.region
                    subject.income > 5 && total > 80               | subject.income
                    indicator["cap-nhat"].value >= 5               | indicator["cap-nhat"].value
                    indicators.all(i, i.value >= 1)                | indicator["cap-nhat"].value
                    """)
    void meeting_an_absent_field_is_named(String source, String field) {
        assertThat(Samples.verdict(source)).isEqualTo(new Verdict.Absent(field));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    activity.result.scaled >= 0.5                  | activity.result.scaled
                    activity.startedAt < activity.endedAt          | activity.startedAt
                    activity.course in ["ATTT-01"]                 | activity.course
                    activity.source.ref == "x"                     | activity.source.ref
                    """)
    void a_course_names_its_absent_fields(String source, String field) {
        assertThat(Samples.ofCourse(source)).isEqualTo(new Verdict.Absent(field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subject.region == \"difficult\" || total > 80",
                "total > 80 || subject.region == \"difficult\"",
                "!(subject.region == \"difficult\" && total < 80)",
                "!has(subject.region)",
                "has(subject.age) && subject.age == 30",
                "!has(indicator[\"cap-nhat\"].value) && has(indicator[\"sach\"].value)",
                "indicators.exists(i, i.value == 3)",
                "indicators.filter(i, has(i.value)).all(i, i.value >= 3)",
                "has(subject.region) ? false : true"
            })
    void what_is_decided_without_the_field_is_decided(String source) {
        assertThat(Samples.verdict(source)).as(source).isEqualTo(new Verdict.True());
    }

    @Test
    void a_missing_result_has_no_parts_and_may_be_asked_for_them() {
        assertThat(Samples.ofCourse("has(activity.result.scaled) || has(activity.result) || has(activity.course)"))
                .isEqualTo(new Verdict.False());
    }

    @Test
    void a_number_from_an_absent_field_is_an_exception_that_names_it() {
        assertThatThrownBy(() -> Samples.number("subject.income * 2"))
                .isInstanceOfSatisfying(
                        EvaluationException.class,
                        e -> assertThat(e.verdict()).isEqualTo(new Verdict.Absent("subject.income")));
    }

    @Test
    void a_member_names_what_he_lacks() {
        Expression adult = Samples.compile("member.age >= 18", Scope.member(Samples.ATTRIBUTES), Result.BOOLEAN);
        assertThat(adult.test(Bindings.member(Map.of(), Holdings.NONE))).isEqualTo(new Verdict.Absent("member.age"));
    }
}
