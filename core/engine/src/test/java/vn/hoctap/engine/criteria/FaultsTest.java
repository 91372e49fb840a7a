package vn.hoctap.engine.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.engine.criteria.CriteriaFiles.file;
import static vn.hoctap.engine.criteria.CriteriaFiles.read;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    /** Line, path, a part of the message, a part of the remedy. */
    private record Expected(int line, String path, String message, String remedy) {
        boolean is(CriteriaError error) {
            return error.line() == line
                    && error.path().equals(path)
                    && error.message().contains(message)
                    && error.remedy().contains(remedy);
        }
    }

    private static final String HOURS = "/criteria/0/indicators/0";

    private static final List<Expected> OF_FORM = List.of(
            new Expected(1, "/id", "Cong-Dan/wrong", "cong-dan-hoc-tap/nong-dan"),
            new Expected(2, "/version", "2023.1", "quotes"),
            new Expected(3, "/status", "oficial", "Did you mean “official”?"),
            new Expected(10, "/validty", "unknown", "Did you mean “validity”?"),
            new Expected(21, HOURS + "/maximum", "maximum", "id, name, max, applies, from"),
            new Expected(30, HOURS + "/from/4/points/each", "0", "more than 0"),
            new Expected(30, HOURS + "/from/4/points/give", "-1", "0 or more"),
            new Expected(31, HOURS + "/from/5/colour", "colour", "measure, of, where"),
            new Expected(42, "/criteria/1/indicators", "empty", "at least 1"));

    private static final List<Expected> OF_MEANING = List.of(
            new Expected(5, "/title", "Vietnamese", "{vi:"),
            new Expected(7, "/audience", "grup", "subject.group"),
            new Expected(8, "/effective/from", "2023-02-30", "year-month-day"),
            new Expected(9, "/cycle/zone", "Asia/Ho_Chi_Min", "Did you mean “Asia/Ho_Chi_Minh”?"),
            new Expected(9, "/cycle/referenceDate", "02-31", "12-31"),
            new Expected(11, "/validity", "side by side", "{months: 12}"),
            new Expected(23, HOURS + "/from/0", "needs “of”", "hours, level, scaled"),
            new Expected(26, HOURS + "/from/0/where", "hous", "activity.hours"),
            new Expected(27, HOURS + "/from/1/measure", "suma", "Did you mean “sum”?"),
            new Expected(28, HOURS + "/from/2/of", "skills", "hours, passed, scaled"),
            new Expected(28, HOURS + "/from/2/points/1/atLeast", "stands after", "rising order"),
            new Expected(28, HOURS + "/from/2/points/2/atLeast", "begin at 10", "Take one of them out"),
            new Expected(29, HOURS + "/from/3/points/0/give", "11 points", "at most 10"),
            new Expected(31, HOURS + "/from/5/of", "means nothing for “count”", "Take it out"),
            new Expected(32, HOURS + "/from/6", "needs “by”", "by: appraiser"),
            new Expected(33, HOURS + "/from/7", "needs “have”", "holds("),
            new Expected(33, HOURS + "/from/7/measure", "citizen has no members", "unit"),
            new Expected(34, "/criteria/0/indicators/1/id", "“hours”", "id of its own"),
            new Expected(37, "/criteria/0/indicators/1/from/0/by", "distinct", "Take it out"),
            new Expected(38, "/criteria/0/indicators/2", "Nothing earns points", "from: ["),
            new Expected(38, "/criteria/0/indicators/2", "no “max”", "max: 10"),
            new Expected(40, "/criteria/1/id", "“one”", "id of its own"),
            new Expected(47, "/award/requires/1/id", "“total”", "id of its own"),
            new Expected(47, "/award/requires/1/if", "passMrak", "parameter.passMark"),
            new Expected(48, "/award/requires/2/if", "huors", "indicator[\"hours\"]"),
            new Expected(49, "/award/levels", "no levels", "bands or checklist"));

    @Test
    void all_faults_of_form_and_of_meaning_are_told_at_once_with_line_path_and_remedy() {
        ReadResult result = read(file("wrong.yaml"));

        assertThat(result.sets()).isEmpty();
        for (List<Expected> part : List.of(OF_FORM, OF_MEANING)) {
            assertThat(part).allSatisfy(expected -> assertThat(result.errors()).anyMatch(expected::is));
        }
        assertThat(result.errors()).hasSize(OF_FORM.size() + OF_MEANING.size());
    }

    @Test
    void errors_are_whole_sentences_in_the_order_of_the_file() {
        List<CriteriaError> errors = read(file("wrong.yaml")).errors();

        assertThat(errors).isSortedAccordingTo(Comparator.comparingInt(CriteriaError::line));
        assertThat(errors).allSatisfy(error -> {
            assertThat(error.message()).endsWith(".");
            assertThat(error.remedy()).matches("(?s).*[.?]");
        });
    }

    @Test
    void a_faulty_file_does_not_hide_the_others() {
        ReadResult result = read(file("wrong.yaml"), file("khung.yaml"), new CriteriaSource("broken.yaml", "id: [\n"));

        assertThat(result.sets()).extracting(CriteriaSet::id).containsExactly("cong-dan-hoc-tap/khung");
        assertThat(result.errors()).extracting(CriteriaError::file).contains("wrong.yaml", "broken.yaml");
    }

    /** Each value of a good file in turn becomes something else: that may be a fault, but never an exception. */
    @ParameterizedTest
    @ValueSource(strings = {"khung.yaml", "nong-dan.yaml"})
    void whatever_stands_where_something_else_belongs_is_understood_as_a_fault(String name) {
        String good = file(name).yaml();
        Matcher value =
                Pattern.compile("(?<=: )[^ \\[{][^,}\\]\\n]*|(?<=: )[\\[{].*").matcher(good);
        int tried = 0;
        while (value.find()) {
            for (String other : List.of("~", "7", "-1", "true", "[]", "{}", "[x]", "[~]", "[{}]", "{id: 1}", "'x ('")) {
                String changed = good.substring(0, value.start()) + other + good.substring(value.end());
                ReadResult result = read(file("khung.yaml"), new CriteriaSource("changed.yaml", changed));
                assertThat(result.sets().size() + result.errors().size())
                        .as(changed)
                        .isPositive();
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(100);
    }

    @Test
    void no_more_than_a_hundred_errors_are_shown() {
        CriteriaSource many = CriteriaFiles.citizens("criteria: []\naward: {}\n" + keys(300));

        assertThat(read(many).errors()).hasSize(100);
    }

    private static String keys(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("unknown").append(i).append(": 1\n");
        }
        return text.toString();
    }
}
