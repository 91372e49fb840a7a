package vn.hoctap.engine.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Decider;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.decision.Decision.Share;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.engine.progress.SubjectState;

/** How sets for collectives name those whom they count. */
class MemberWaysTest {
    private static final String HEAD = """
            id: thu/mot
            version: "1"
            status: illustrative
            source: "a test"
            title: {vi: Thử}
            subject: %s
            effective: {from: 2020-01-01}
            cycle: {kind: calendar-year}
            """;

    private static CriteriaSource counting(String subject, String way) {
        return new CriteriaSource("test.yaml", HEAD.formatted(subject) + """
                criteria:
                  - {id: a, name: A, indicators: [{id: x, name: X, from: [%s]}]}
                award: {scheme: gate, requires: [{id: enough, if: 'indicator["x"].value >= 50'}]}
                """.formatted(way));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            family    | members     | CITIZEN
            clan      | families    | FAMILY
            community | families    | FAMILY
            community | clans       | CLAN
            community | communities | COMMUNITY
            community | units       | UNIT
            unit      | members     | CITIZEN
            unit      | units       | UNIT
            """)
    void of_names_the_kind_of_the_members(String subject, String of, SubjectKind counted) {
        CriteriaSet set =
                CriteriaFiles.only(counting(subject, "{measure: share, of: %s, have: 'holds(\"x\")'}".formatted(of)));

        assertThat(set.ways()).extracting(Way::members).containsExactly(Optional.of(counted));
    }

    @Test
    void members_are_people_unless_it_is_said_otherwise() {
        assertThat(CriteriaFiles.only(counting("clan", "{measure: members}")).ways())
                .extracting(Way::members)
                .containsExactly(Optional.of(SubjectKind.CITIZEN));
        assertThat(CriteriaFiles.only(counting("clan", "{measure: count}")).ways())
                .extracting(Way::members)
                .containsExactly(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            citizen   | {measure: members}                                                     | /measure | A citizen has no members.                     | a family, clan, community or unit
            family    | {measure: share, of: families, have: 'holds("x")'}                     | /of      | A family has no families among its members.   | Write one of members.
            clan      | {measure: members, of: clans}                                          | /of      | A clan has no clans among its members.        | Write one of members, families.
            unit      | {measure: members, of: communities}                                    | /of      | A unit has no communities among its members.  | members, units
            community | {measure: share, of: familys, have: 'holds("x")'}                      | /of      | “share” cannot be taken of “familys”.         | Did you mean “families”?
            community | {measure: share, have: 'holds("x")'}                                   |          | The measure “share” needs “of”.               | clans, communities, families, members, units
            community | {measure: share, of: families, where: 'member.age > 3', have: 'holds("x")'} | /where | A family has no member.age.              | member.region
            community | {measure: share, of: members, have: 'member.unitKind == "village"'}    | /have    | A citizen has no member.unitKind.             | residence
            community | {measure: members, of: units, where: 'member.group == "nong-dan"'}     | /where   | A unit has no member.group.                   | member.region
            """)
    void what_nobody_can_be_counted_by_is_a_fault(
            String subject, String way, String path, String message, String remedy) {
        List<CriteriaError> errors = CriteriaFiles.read(counting(subject, way)).errors();

        assertThat(errors).hasSize(1);
        assertThat(errors.getFirst().path()).isEqualTo("/criteria/0/indicators/0/from/0" + (path == null ? "" : path));
        assertThat(errors.getFirst().message()).isEqualTo(message);
        assertThat(errors.getFirst().remedy()).contains(remedy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {measure: share, of: members, have: 'holds("gia-dinh-hoc-tap")'}                        | A citizen never holds “gia-dinh-hoc-tap”.     | of: families
            {measure: share, of: families, where: 'holds("cong-dan-hoc-tap")', have: 'member.region == "a"'} | A family never holds “cong-dan-hoc-tap”. | of: members
            {measure: share, of: communities, where: 'member.unitKind == "comune"', have: 'holds("x")'} | No organisational unit has the kind “comune”. | Did you mean “commune”?
            {measure: members, of: members, where: 'member.group == "nong-dann"'}                   | “nong-dann” is no shipped group               | Correct it
            """)
    void what_an_author_hardly_meant_is_doubted(String way, String message, String remedy) {
        ReadResult result = CriteriaFiles.read(counting("community", way));

        assertThat(result.errors()).isEmpty();
        assertThat(result.warnings()).anySatisfy(warning -> {
            assertThat(warning.message()).contains(message);
            assertThat(warning.remedy()).contains(remedy);
        });
    }

    @Test
    void each_way_counts_the_members_of_its_kind_alone() {
        Folder folder = new Folder(
                CriteriaFiles.only(counting("community", "{measure: share, of: families, have: 'holds(\"x\")'}")),
                2026,
                Measures.builtIn());
        List<Entry> members =
                List.of(member("p", "citizen", true), member("f", "family", true), member("g", "family", false));

        IndicatorResult result = Decider.decide(
                        folder,
                        new SubjectState("thon", Map.of(), List.of()),
                        folder.all(members),
                        Circumstances.at(Instant.parse("2026-12-31T00:00:00Z")))
                .indicators()
                .getFirst();

        assertThat(result.share()).contains(new Share(1, 2));
        assertThat(result.value()).contains(Rational.of(50));
    }

    @Test
    void without_any_member_of_that_kind_a_share_does_not_apply() {
        Folder folder = new Folder(
                CriteriaFiles.only(counting("community", "{measure: share, of: families, have: 'holds(\"x\")'}")),
                2026,
                Measures.builtIn());

        assertThat(Decider.decide(
                                folder,
                                new SubjectState("thon", Map.of(), List.of()),
                                folder.all(List.of(member("p", "citizen", true))),
                                Circumstances.at(Instant.parse("2026-12-31T00:00:00Z")))
                        .outcome())
                .isEqualTo(Outcome.NOT_APPLICABLE);
    }

    private static Entry.Member member(String id, String kind, boolean holds) {
        return new Entry.Member(id, Map.of("id", id, "kind", kind), (title, level) -> holds);
    }

    @ParameterizedTest
    @CsvSource({"school,organisation,commune", "xa,commune,commune", "thon,village,village"})
    void a_community_or_unit_knows_what_it_is_and_at_which_level(String orgUnit, String kind, String level) {
        Map<String, List<String>> chains = Map.of(
                "school", List.of("school", "office", "xa", "tinh"),
                "xa", List.of("xa", "tinh"),
                "thon", List.of("thon", "xa", "tinh"));
        Map<String, String> kinds = Map.of(
                "school",
                "organisation",
                "office",
                "organisation",
                "xa",
                "commune",
                "thon",
                "village",
                "tinh",
                "province");
        SubjectHistory.Places places = new SubjectHistory.Places() {
            @Override
            public List<String> chain(String unit, LocalDate date) {
                return chains.getOrDefault(unit, List.of(unit));
            }

            @Override
            public Optional<String> kind(String unit) {
                return Optional.ofNullable(kinds.get(unit));
            }

            @Override
            public Map<String, Object> attributes(String unit) {
                return Map.of();
            }
        };
        LocalDate day = LocalDate.of(2026, 12, 31);
        SubjectKind subject = kind.equals("organisation") ? SubjectKind.UNIT : SubjectKind.COMMUNITY;

        Map<String, Object> fields = new SubjectHistory("s", subject, null, orgUnit, List.of(), List.of(), places)
                .at(day, day, CriteriaSet.Place.RESIDENCE)
                .fields();

        assertThat(fields).containsEntry("unitKind", kind).containsEntry("unitLevel", level);
    }
}
