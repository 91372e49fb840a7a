package vn.hoctap.engine.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.hoctap.engine.Entries;
import vn.hoctap.engine.Sets;
import vn.hoctap.engine.criteria.CriteriaRegistry.Installed;
import vn.hoctap.engine.criteria.CriteriaSet.Place;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.engine.progress.SubjectHistory.Dated;
import vn.hoctap.engine.progress.SubjectHistory.Stay;

/** Which set judges whom: nearest scope, version in force, group and place at the right day. */
class CriteriaRegistryTest {
    private static final LocalDate LONG_AGO = LocalDate.of(2000, 1, 1);
    private static final Instant MID_YEAR = Entries.noon("2026-06-15");

    /** ninh-binh > quang-vinh > thon-3, and binh-thuan > bhxh; the village is in a difficult area. */
    private static final SubjectHistory.Places TREE = new SubjectHistory.Places() {
        private final Map<String, List<String>> chains = Map.of(
                "thon-3", List.of("thon-3", "quang-vinh", "ninh-binh"),
                "bhxh", List.of("bhxh", "binh-thuan"));

        @Override
        public List<String> chain(String unit, LocalDate date) {
            return chains.getOrDefault(unit, List.of(unit));
        }

        @Override
        public Map<String, Object> attributes(String unit) {
            return unit.equals("quang-vinh") ? Map.of("region", "difficult") : Map.of();
        }
    };

    private static CriteriaSet set(String id, String version, String from, String more) {
        return Sets.read("""
                id: %s
                awards: danh-hieu
                version: "%s"
                status: illustrative
                source: "a test"
                title: {vi: Thử}
                subject: citizen
                effective: {from: %s}
                cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
                criteria: [{id: c, name: C, indicators: [{id: i, name: I, max: 10, from: [{measure: assessed, by: appraiser}]}]}]
                award: {scheme: sum, requires: [{id: total, if: 'total >= 5'}]}
                %s
                """.formatted(id, version, from, more));
    }

    private static Installed everywhere(CriteriaSet set) {
        return new Installed(set, null);
    }

    private static SubjectHistory person(List<Dated> attributes, Stay... stays) {
        return new SubjectHistory(
                "cit-1", SubjectKind.CITIZEN, LocalDate.of(1990, 5, 1), null, attributes, List.of(stays), TREE);
    }

    private static SubjectHistory farmer(Stay... stays) {
        return person(List.of(new Dated("group", LONG_AGO, "nong-dan")), stays);
    }

    private static Stay lives(String unit) {
        return new Stay(Place.RESIDENCE, unit, LONG_AGO, null);
    }

    private static Stay works(String unit) {
        return new Stay(Place.WORKPLACE, unit, LONG_AGO, null);
    }

    private static @Nullable String judge(SubjectHistory person, int cycle, Instant now, Installed... installed) {
        return new CriteriaRegistry(List.of(installed))
                .judge(person, "danh-hieu", cycle, now)
                .map(judge -> judge.set().id() + " " + judge.set().version())
                .orElse(null);
    }

    @Test
    void the_audience_decides_first() {
        Installed farmers =
                everywhere(set("a/nong-dan", "1", "2020-01-01", "audience: 'subject.group == \"nong-dan\"'"));
        Installed others = everywhere(set("a/khac", "1", "2020-01-01", "audience: 'subject.group != \"nong-dan\"'"));

        assertThat(judge(farmer(), 2026, MID_YEAR, farmers, others)).isEqualTo("a/nong-dan 1");
        assertThat(judge(person(List.of()), 2026, MID_YEAR, farmers, others)).isNull();
    }

    @Test
    void the_nearest_scope_above_the_place_wins() {
        Installed nation = everywhere(set("a/nuoc", "1", "2020-01-01", ""));
        Installed province = new Installed(set("a/tinh", "1", "2020-01-01", ""), "ninh-binh");
        Installed commune = new Installed(set("a/xa", "1", "2020-01-01", ""), "quang-vinh");
        Installed elsewhere = new Installed(set("a/noi-khac", "1", "2020-01-01", ""), "binh-thuan");

        assertThat(judge(farmer(lives("thon-3")), 2026, MID_YEAR, nation, province, elsewhere))
                .isEqualTo("a/tinh 1");
        assertThat(judge(farmer(lives("thon-3")), 2026, MID_YEAR, nation, province, commune))
                .isEqualTo("a/xa 1");
        assertThat(judge(farmer(), 2026, MID_YEAR, nation, province, commune)).isEqualTo("a/nuoc 1");
        assertThat(judge(farmer(), 2026, MID_YEAR, commune)).isNull();
    }

    @Test
    void a_tie_between_residence_and_workplace_goes_to_the_workplace() {
        Installed home = new Installed(set("a/nha", "1", "2020-01-01", "place: residence"), "thon-3");
        Installed office = new Installed(set("a/co-quan", "1", "2020-01-01", "place: workplace"), "bhxh");

        assertThat(judge(farmer(lives("thon-3"), works("bhxh")), 2026, MID_YEAR, home, office))
                .isEqualTo("a/co-quan 1");
    }

    @Test
    void a_year_is_judged_by_the_version_in_force_at_its_reference_date() {
        Installed old = everywhere(set("a/nuoc", "1", "2020-01-01", ""));
        Installed young = everywhere(set("a/nuoc", "2", "2026-12-31", ""));

        assertThat(judge(farmer(), 2019, MID_YEAR, old, young)).isNull();
        assertThat(judge(farmer(), 2025, MID_YEAR, old, young)).isEqualTo("a/nuoc 1");
        assertThat(judge(farmer(), 2026, MID_YEAR, old, young)).isEqualTo("a/nuoc 2");
    }

    @Test
    void group_and_place_are_taken_at_the_reference_date_or_now_before_it() {
        Installed farmers =
                everywhere(set("a/nong-dan", "1", "2020-01-01", "audience: 'subject.group == \"nong-dan\"'"));
        Installed officials =
                everywhere(set("a/cong-chuc", "1", "2020-01-01", "audience: 'subject.group == \"cong-chuc\"'"));
        List<Dated> changes = new ArrayList<>(List.of(
                new Dated("group", LONG_AGO, "nong-dan"), new Dated("group", LocalDate.of(2026, 9, 1), "cong-chuc")));

        assertThat(judge(person(changes), 2026, MID_YEAR, farmers, officials)).isEqualTo("a/nong-dan 1");
        assertThat(judge(person(changes), 2026, Entries.noon("2026-09-01"), farmers, officials))
                .isEqualTo("a/cong-chuc 1");
        assertThat(judge(person(changes), 2025, Entries.noon("2026-09-01"), farmers, officials))
                .isEqualTo("a/nong-dan 1");
    }

    @Test
    void an_attribute_comes_from_the_nearest_place_that_has_it_unless_the_person_has_it() {
        Installed difficult =
                everywhere(set("a/kho", "1", "2020-01-01", "audience: 'subject.region == \"difficult\"'"));

        assertThat(judge(farmer(lives("thon-3")), 2026, MID_YEAR, difficult)).isEqualTo("a/kho 1");
        assertThat(judge(farmer(lives("bhxh")), 2026, MID_YEAR, difficult)).isNull();
        assertThat(judge(
                        person(List.of(new Dated("region", LONG_AGO, "lowland")), lives("thon-3")),
                        2026,
                        MID_YEAR,
                        difficult))
                .isNull();
    }

    @Test
    void age_is_reckoned_at_the_reference_date() {
        Installed grown = everywhere(set("a/lon", "1", "2020-01-01", "audience: 'subject.age >= 36'"));

        assertThat(judge(farmer(), 2026, Entries.noon("2026-01-02"), grown)).isEqualTo("a/lon 1");
        assertThat(judge(farmer(), 2025, MID_YEAR, grown)).isNull();
    }
}
