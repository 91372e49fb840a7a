package vn.hoctap.engine.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.measure.Measures;

class ExampleReaderTest {
    private static final CriteriaSet SET = set("""
            id: thu/mot
            version: "1"
            status: illustrative
            source: "a test"
            title: {vi: Thử}
            subject: citizen
            audience: 'subject.group == "nong-dan"'
            attributes: {member: boolean, since: date, score: number}
            effective: {from: 2020-01-01}
            cycle: {kind: calendar-year}
            criteria:
              - id: hoc
                name: Học
                indicators:
                  - id: gio-hoc
                    name: Giờ học
                    max: 10
                    from: [{measure: sum, of: hours, trust: verified, points: [{atLeast: 10, give: 5}, {atLeast: 20, give: 10}]}]
                  - id: chung-chi
                    name: Chứng chỉ
                    max: 10
                    from: [{measure: count, where: 'activity.type == "certificate"', window: held, points: [{atLeast: 1, give: 8}]}]
                  - id: y-thuc
                    name: Ý thức
                    max: 10
                    from: [{measure: assessed, by: self, points: [{atLeast: 5, give: 5}]}, {measure: assessed, by: appraiser}]
            award:
              scheme: sum
              requires:
                - {id: total, if: 'total >= 20'}
                - {id: member, if: 'subject.member', applies: 'has(subject.member)'}
            """);

    /** The cases begin on line 9. */
    private static final String YEAR = """
            set: thu/mot
            year: 2026
            subject: {group: nong-dan, age: 40}
            facts:
              - {id: lop, type: course, course: LUA-01, date: 2026-03-10, hours: 20}
              - {id: cc, type: certificate, date: 2025-03-10, validUntil: 2026-12-31, skills: [tt02-2025:1.1:3]}
            appraised: {y-thuc: 7}
            cases:
            """;

    private static CriteriaSet set(String yaml) {
        return new CriteriaReader(Measures.builtIn())
                .read(List.of(new CriteriaSource("set.yaml", yaml)), id -> Optional.empty())
                .sets()
                .getFirst();
    }

    private static ReadExamples read(String yaml) {
        return new ExampleReader(List.of(SET)).read(List.of(new CriteriaSource("thu.yaml", yaml)));
    }

    private static List<String> differences(String caseText) {
        ReadExamples read = read(YEAR + "  - {name: x, " + caseText + "}\n");
        assertThat(read.errors()).isEmpty();
        return read.examples().getFirst().differences(Measures.builtIn());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expect: {title: true, outcome: MET, total: 25, points: {gio-hoc: 10, chung-chi: 8}}",
                "without: [lop], expect: {title: false, outcome: NO_DATA, total: 15, denied: [total]}",
                "with: [{id: lop, hours: 19.99}], expect: {total: 20, points: {gio-hoc: 5}}",
                "with: [{id: lop, date: 2025-12-31}], expect: {outcome: NO_DATA}",
                "with: [{id: lop, hours: ~}], expect: {points: {gio-hoc: 0}}",
                "with: [{id: lop, source: self}], expect: {points: {gio-hoc: 0}}",
                "with: [{id: lop, source: self, verified: true}], expect: {points: {gio-hoc: 10}}",
                "with: [{id: hai, type: course, date: 2026-01-01, hours: 1}], expect: {title: true}",
                "with: [{id: cc, validUntil: 2026-12-30}], expect: {points: {chung-chi: 0}}",
                "appraised: {y-thuc: 1.5}, expect: {total: 19.5, denied: [total]}",
                "appraised: {y-thuc: ~}, self: {y-thuc: 9}, expect: {points: {y-thuc: 5}}",
                "subject: {member: false, since: 2026-01-01, score: 1.5}, expect: {title: false, denied: [member]}",
                "subject: {member: true}, expect: {title: true, denied: []}",
            })
    void a_case_begins_with_the_year_and_changes_what_it_says(String caseText) {
        assertThat(differences(caseText)).isEmpty();
    }

    @Test
    void what_is_not_as_expected_is_told_in_sentences() {
        assertThat(
                        differences(
                                "expect: {title: false, outcome: NOT_MET, total: 24, level: none, points: {gio-hoc: 5}, denied: [total]}"))
                .containsExactly(
                        "the title should be denied, but is earned",
                        "outcome should be NOT_MET, but is MET",
                        "total should be 24, but is 25",
                        "points of gio-hoc should be 5, but is 10",
                        "denied should be [total], but is []");
        assertThat(differences("without: [lop], expect: {title: true}"))
                .containsExactly("the title should be earned, but is denied by total");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {name: x, without: [lopp], expect: {title: true}}                          | “lopp”           | Did you mean “lop”?
            {name: x, wiht: [], expect: {title: true}}                                 | “wiht”           | Did you mean “with”?
            {name: x, with: [{id: lop, hour: 3}], expect: {title: true}}               | “hour”           | Did you mean “hours”?
            {name: x, with: [{id: lop, date: 2026-02-30}], expect: {title: true}}      | “2026-02-30” is no day | 2026-03-15
            {name: x, with: [{id: lop, hours: many}], expect: {title: true}}           | “many” is no number | 7.5
            {name: x, with: [{id: lop, source: friend}], expect: {title: true}}        | “friend”         | self
            {name: x, with: [{id: lop, skills: [a:b]}], expect: {title: true}}         | “a:b” is no skill | tt02-2025:4.2:3
            {name: x, with: [{id: moi, date: 2026-01-01}], expect: {title: true}}      | no “type”        | type: course
            {name: x, with: [{id: moi, type: course}], expect: {title: true}}          | no “date”        | date: 2026-03-15
            {name: x, with: [{type: course}], expect: {title: true}}                   | no “id”          | id: lop-lua
            {name: x, with: {id: lop}, expect: {title: true}}                          | A list is wanted | “- ”
            {name: x, appraised: {y-thu: 3}, expect: {title: true}}                    | “y-thu”          | Did you mean “y-thuc”?
            {name: x, appraised: {gio-hoc: 3}, expect: {title: true}}                  | not count an appraisal for “gio-hoc” | facts
            {name: x, appraised: {y-thuc: 11}, expect: {title: true}}                  | from 0 to 10     | within
            {name: x, subject: {regio: difficult}, expect: {title: true}}              | “regio”          | Did you mean “region”?
            {name: x, subject: {member: maybe}, expect: {title: true}}                 | neither true nor false | true or false
            {name: x, subject: {group: cong-nhan}, expect: {title: false}}             | does not judge this subject | group: nong-dan
            {name: x, expect: {titel: true}}                                           | “titel”          | Did you mean “title”?
            {name: x, expect: {title: yes}}                                            | “yes” is neither | true or false
            {name: x, expect: {outcome: not-met}}                                      | “not-met”        | Did you mean “NOT_MET”?
            {name: x, expect: {points: {gio: 3}}}                                      | “gio”            | Did you mean “gio-hoc”?
            {name: x, expect: {denied: [totl]}}                                        | “totl”           | Did you mean “total”?
            {name: x, expect: {level: tot}}                                            | “tot”            | none
            {name: x, expect: {}}                                                      | expects nothing  | expect: {title: true}
            {name: x}                                                                  | no “expect”      | expect: {title: true}
            {expect: {title: true}}                                                    | no “name”        | name:
            {name: x, name: y, expect: {title: true}}                                  | stands twice     | Keep one
            """)
    void a_mistake_is_told_with_its_line_and_remedy(String caseText, String message, String remedy) {
        ReadExamples read = read(YEAR + "  - " + caseText + "\n");

        assertThat(read.examples()).isEmpty();
        assertThat(read.errors()).isNotEmpty();
        CriteriaError error = read.errors().getFirst();
        assertThat(error.file()).isEqualTo("thu.yaml");
        assertThat(error.line()).isEqualTo(9);
        assertThat(error.message()).contains(message);
        assertThat(error.remedy()).contains(remedy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            set: thu/hai | 1 | “thu/hai”
            set: thu/mot\\nyear: next\\ncases: [] | 2 | “next” is no year
            set: thu/mot\\nyear: 2026 | 1 | “cases” is missing
            year: 2026\\ncases: [] | 1 | “set” is missing
            [a, b | 1 | no valid YAML
            `` | 1 | empty
            """)
    void a_file_that_is_no_table_says_so(String yaml, int line, String message) {
        assertThat(read(yaml.replace("\\n", "\n")).errors()).anySatisfy(error -> {
            assertThat(error.line()).isEqualTo(line);
            assertThat(error.message()).contains(message);
        });
    }

    @Test
    void a_mistake_in_the_year_is_told_once_however_many_cases_there_are() {
        String wrong = YEAR.replace("2026-03-10", "soon") + "  - {name: a, expect: {title: true}}\n"
                + "  - {name: b, expect: {title: true}}\n";

        assertThat(read(wrong).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.line()).isEqualTo(5));
    }

    @Test
    void ids_and_names_are_unique() {
        String twice = YEAR.replace("id: cc", "id: lop")
                + "  - {name: a, expect: {title: true}}\n  - {name: a, expect: {title: true}}\n";

        assertThat(read(twice).errors())
                .extracting(CriteriaError::message)
                .containsExactly("Two facts have the id “lop”.", "Two cases are called “a”.");
    }
}
