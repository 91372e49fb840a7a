package vn.hoctap.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.api.Rational;

class EvaluationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "activity.type in [\"course\", \"reading\", \"workshop\"]",
                "activity.hours >= 12.5 && activity.verified && activity.source.kind == \"center\"",
                "activity.title.contains(\"toàn\") && activity.title.startsWith(\"An\") && activity.title.endsWith(\"số\")",
                "activity.title.size() == 10",
                "activity.skills.exists(s, s.framework == \"tt02-2025\" && s.level >= 5)",
                "activity.skills[0].component == \"4.2\"",
                "activity.endedAt >= date(\"2026-01-01\") && activity.endedAt < timestamp(\"2026-03-05T18:00:00+07:00\")",
                "activity.endedAt - date(\"2026-03-05\") == duration(\"10h\")",
                "activity.endedAt.getFullYear() == 2026 && activity.endedAt.getMonth() == 2",
                "activity.endedAt.getDate(\"Pacific/Kiritimati\") == 6 && activity.endedAt.getDayOfWeek() == 4"
            })
    void a_course_answers(String source) {
        assertThat(Samples.ofCourse(source)).as(source).isEqualTo(new Verdict.True());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "criterion[\"tu-hoc\"].points >= 18.5 && criterion[\"cong-dan-so\"].max == 10",
                "indicator[\"cntt\"].outcome == \"MET\" && indicator[\"cntt\"].id == \"cntt\"",
                "subject.joined < date(\"2025-01-31\") && subject.joined == date(\"2025-01-30\")",
                "subject[\"joined\"].getFullYear() == 2025",
                "holds(\"gia-dinh-hoc-tap\") && holds(\"gia-dinh-hoc-tap\", \"tot\")",
                "!holds(\"gia-dinh-hoc-tap\", \"kha\") && !holds(\"x\")"
            })
    void an_award_answers(String source) {
        assertThat(Samples.verdict(source)).as(source).isEqualTo(new Verdict.True());
    }

    @Test
    void titles_are_asked_for_only_when_evaluated_and_only_if_needed() {
        AtomicInteger asked = new AtomicInteger();
        Holdings counting = (title, level) -> asked.incrementAndGet() > 0;
        Expression expression =
                Samples.compile("member.age < 18 || holds(\"x\")", Scope.member(Map.of()), Result.BOOLEAN);

        expression.test(Bindings.member(Map.of("age", Rational.of(10)), counting));
        assertThat(asked).hasValue(0);
        expression.test(Bindings.member(Map.of("age", Rational.of(20)), counting));
        assertThat(asked).hasValue(1);
    }

    @Test
    void an_unknown_zone_fails_and_says_so() {
        assertThat(Samples.ofCourse("activity.endedAt.getDate(\"Mars\") == 1"))
                .isEqualTo(new Verdict.Failed("“Mars” is no time zone; one is written Asia/Ho_Chi_Minh."));
    }

    @Test
    void a_position_beyond_the_list_fails_and_says_so() {
        assertThat(Samples.verdict("indicators[3].points > 1"))
                .isEqualTo(new Verdict.Failed("The list has no item at that position."));
    }

    @Test
    void many_threads_get_their_own_answers() throws Exception {
        Expression expression =
                Samples.condition("total == 0.5 + subject.age && indicators.all(i, i.points <= total) && holds(\"t\")");
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                int n = i;
                answers.add(threads.submit(() -> expression.test(evenHolds(n)).isTrue()));
            }
            for (int i = 0; i < 2_000; i++) {
                assertThat(answers.get(i).get()).as("person " + i).isEqualTo(i % 2 == 0);
            }
        }
    }

    private static Bindings evenHolds(int n) {
        Item item = Samples.item("cntt", Integer.toString(n), null);
        return Bindings.award(new AwardValues.Given(
                Rational.of(n + ".5"),
                Map.of(),
                Map.of("cntt", item),
                List.of(item),
                Map.of(),
                Map.of("age", Rational.of(n)),
                (title, level) -> n % 2 == 0));
    }
}
