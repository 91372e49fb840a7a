package vn.hoctap.engine.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.measure.Measures;

/** Tables about collectives: their members, and the titles that they hold. */
class MemberExamplesTest {
    private static final String SET = """
            id: thu/thon
            version: "%d"
            status: illustrative
            source: "a test"
            title: {vi: Thử}
            subject: community
            attributes: {vang: boolean}
            effective: {from: %d-01-01}
            cycle: {kind: calendar-year}
            criteria:
              - id: a
                name: A
                indicators:
                  - id: nguoi-lon
                    name: Người lớn
                    from: [{measure: share, of: members, where: 'member.age >= 18 && !(has(member.vang) && member.vang)', have: 'holds("cong-dan")'}]
                  - id: gia-dinh
                    name: Gia đình
                    from: [{measure: share, of: families, have: 'holds("gia-dinh", "tot")'}]
            award:
              scheme: checklist
              levels:
                - {id: muc-2, requires: [{id: nguoi, if: 'indicator["nguoi-lon"].value >= 95'}, {id: nha, if: 'indicator["gia-dinh"].value >= 50'}, {id: cap-tren, if: 'holds("cap-tren")'}]}
                - {id: muc-1, requires: [{id: nguoi, if: 'indicator["nguoi-lon"].value >= %d'}]}
              upgrade: {afterMonths: 12}
            """;

    /** The cases begin on line 7. */
    private static final String YEAR = """
            set: thu/thon
            year: 2026
            members:
              - {id: dat, times: 9, age: 40, holds: [cong-dan]}
              - {id: chua, age: 30}
            cases:
            """;

    private static ReadExamples read(String yaml) {
        List<CriteriaSource> files = List.of(
                new CriteriaSource("moi.yaml", SET.formatted(2024, 2024, 90)),
                new CriteriaSource("cu.yaml", SET.formatted(2020, 2020, 95)));
        List<CriteriaSet> sets = new CriteriaReader(Measures.builtIn())
                .read(files, id -> Optional.empty())
                .sets();
        return new ExampleReader(sets).read(List.of(new CriteriaSource("thon.yaml", yaml)));
    }

    private static List<String> differences(String year, String caseText) {
        ReadExamples read = read(year + "  - {name: x, " + caseText + "}\n");
        assertThat(read.errors()).isEmpty();
        return read.examples().getFirst().differences(Measures.builtIn());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expect: {title: true, level: muc-1, shares: {nguoi-lon: 9/10, gia-dinh: none}, outcomes: {gia-dinh: NOT_APPLICABLE}}",
                "members: [{id: dat, holds: []}], expect: {title: false, shares: {nguoi-lon: 0/10}}",
                "members: [{id: dat, times: 19}], holds: [cap-tren], expect: {level: muc-2, shares: {nguoi-lon: 19/20}}",
                "members: [{id: dat, times: 19}], expect: {level: muc-1}",
                "members: [{id: dat, times: 19}], holds: [cap-tren], held: {level: muc-1, since: 2026-01-02}, expect: {level: muc-1}",
                "members: [{id: dat, times: 19}], holds: [cap-tren], held: {level: muc-1, since: 2025-12-31}, expect: {level: muc-2}",
                "without: [chua], expect: {shares: {nguoi-lon: 9/9}}",
                "members: [{id: chua, vang: true}], expect: {shares: {nguoi-lon: 9/9}}",
                "members: [{id: chua, age: 17}], expect: {shares: {nguoi-lon: 9/9}}",
                "without: [dat, chua], expect: {title: false, outcome: NOT_APPLICABLE}",
                "members: [{id: nha, kind: family, holds: ['gia-dinh:tot']}, {id: kia, kind: family, holds: ['gia-dinh:kha']}], expect: {shares: {gia-dinh: 1/2}}",
            })
    void a_case_changes_members_and_says_what_they_add_up_to(String caseText) {
        assertThat(differences(YEAR, caseText)).isEmpty();
    }

    @Test
    void the_version_that_judges_the_year_is_meant() {
        assertThat(differences(YEAR.replace("2026", "2023"), "expect: {title: false}"))
                .isEmpty();
        assertThat(differences(YEAR.replace("2026", "2024"), "expect: {title: true}"))
                .isEmpty();
        assertThat(differences(YEAR.replace("2026", "2019"), "expect: {title: false}"))
                .isEmpty();
    }

    @Test
    void what_is_not_as_expected_is_told_with_the_share() {
        assertThat(differences(YEAR, "expect: {shares: {nguoi-lon: 8/10}, outcomes: {gia-dinh: MET}}"))
                .containsExactly(
                        "share of nguoi-lon should be 8/10, but is 9/10",
                        "outcome of gia-dinh should be MET, but is NOT_APPLICABLE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            members: [{age: 3}]                            | The member has no “id”     | id: con-ca
            members: [{id: x, kind: clan}]                 | “clan”                     | citizen, family
            members: [{id: x, agee: 3}]                    | “agee”                     | Did you mean “age”?
            members: [{id: x, times: many}]                | no number of members       | 0 to 10000
            members: [{id: x, times: 10001}]               | no number of members       | 0 to 10000
            members: [{id: x, holds: [Công dân]}]          | no title                   | cong-dan-hoc-tap
            held: {level: muc-3, since: 2025-01-01}        | “muc-3”                    | muc-
            held: {level: muc-1}                           | since when                 | since: 2025-03-01
            without: [daat]                                | “daat”                     | Did you mean “dat”?
            """)
    void a_mistake_is_told_with_its_line_and_remedy(String text, String message, String remedy) {
        ReadExamples read = read(YEAR + "  - {name: x, " + text + ", expect: {title: true}}\n");

        assertThat(read.errors()).isNotEmpty();
        assertThat(read.errors().getFirst().line()).isEqualTo(7);
        assertThat(read.errors().getFirst().message()).contains(message);
        assertThat(read.errors().getFirst().remedy()).contains(remedy);
    }

    @Test
    void a_share_is_a_fraction_and_a_member_stands_once() {
        assertThat(read(YEAR + "  - {name: x, expect: {title: true, shares: {nguoi-lon: 90%}}}\n")
                        .errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("“90%” is no share"));
        assertThat(read(YEAR.replace("id: chua", "id: dat") + "  - {name: x, expect: {title: true}}\n")
                        .errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).isEqualTo("Two members have the id “dat”."));
    }
}
