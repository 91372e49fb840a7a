package vn.hoctap.engine.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.hoctap.engine.Sets;
import vn.hoctap.engine.criteria.CriteriaRegistry.Installed;
import vn.hoctap.engine.criteria.CriteriaRegistry.Judge;
import vn.hoctap.engine.criteria.CriteriaSet.Place;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.engine.progress.SubjectHistory.Dated;
import vn.hoctap.engine.progress.SubjectHistory.Stay;

/** Who judges whom, and as what, stays the same until the moment that is named. */
class JudgeChangesTest {
    private static final LocalDate ENDS = LocalDate.of(2026, 9, 1);

    /** The commune above the village ends. */
    private static final SubjectHistory.Places TREE = new SubjectHistory.Places() {
        @Override
        public List<String> chain(String unit, LocalDate date) {
            return unit.equals("village") && date.isBefore(ENDS) ? List.of(unit, "commune") : List.of(unit);
        }

        @Override
        public Optional<LocalDate> chainChanges(String unit, LocalDate after) {
            return Optional.of(ENDS).filter(end -> unit.equals("village") && end.isAfter(after));
        }

        @Override
        public Map<String, Object> attributes(String unit) {
            return Map.of();
        }
    };

    private static final CriteriaRegistry REGISTRY = new CriteriaRegistry(
            List.of(set("chung", "true", null), set("xa", "subject.group == \"nong-dan\"", "commune")));

    private static Installed set(String id, String audience, @Nullable String scope) {
        return new Installed(Sets.read("""
                        id: %s
                        awards: danh-hieu
                        version: "1"
                        status: illustrative
                        source: "a test"
                        title: {vi: Thử}
                        subject: citizen
                        audience: '%s'
                        effective: {from: 2000-01-01}
                        cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-15"}
                        criteria: [{id: c, name: C, indicators: [{id: i, name: I, max: 10, from: [{measure: assessed, by: appraiser}]}]}]
                        award: {scheme: sum, requires: [{id: total, if: 'total >= 5'}]}
                        """.formatted(id, audience)), scope);
    }

    private static SubjectHistory person(List<Dated> attributes, List<Stay> stays) {
        return new SubjectHistory("cit-1", SubjectKind.CITIZEN, null, null, attributes, stays, TREE);
    }

    private static Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(0, 500).map(LocalDate.of(2025, 10, 1)::plusDays);
    }

    @Provide
    Arbitrary<SubjectHistory> people() {
        Arbitrary<Dated> groups = Combinators.combine(days(), Arbitraries.of("nong-dan", "cong-nhan"))
                .as((from, group) -> new Dated("group", from, group));
        Arbitrary<Stay> stays = Combinators.combine(days(), days().injectNull(0.5), Arbitraries.of("village", "city"))
                .as((from, to, unit) -> new Stay(Place.RESIDENCE, unit, from, to));
        return Combinators.combine(groups.list().ofMaxSize(3), stays.list().ofMaxSize(3))
                .as(JudgeChangesTest::person);
    }

    @Property(tries = 500)
    void nothing_changes_before_it(@ForAll("people") SubjectHistory person, @ForAll long seed) {
        Random random = new Random(seed);
        Instant now = Instant.parse("2025-12-01T00:00:00Z").plusSeconds(random.nextLong(400 * 86_400L));
        Instant end =
                REGISTRY.judgeChanges(person, "danh-hieu", 2026, now).orElse(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(end).isAfter(now);
        Optional<Judge> judge = REGISTRY.judge(person, "danh-hieu", 2026, now);
        long span = Duration.between(now, end).toSeconds();
        for (int i = 0; i < 10; i++) {
            Instant moment =
                    i == 0 ? end.minusNanos(1) : now.plusSeconds(random.nextLong(span + 1) % Math.max(span, 1));
            assertThat(REGISTRY.judge(person, "danh-hieu", 2026, moment)).isEqualTo(judge);
        }
    }

    private static Optional<Instant> changes(SubjectHistory person, String now) {
        return REGISTRY.judgeChanges(person, "danh-hieu", 2026, Instant.parse(now));
    }

    @Test
    void a_move_takes_effect_at_midnight_in_the_zone_of_the_set() {
        SubjectHistory moving = person(
                List.of(),
                List.of(new Stay(Place.RESIDENCE, "city", LocalDate.of(2020, 1, 1), LocalDate.of(2026, 7, 1))));

        assertThat(changes(moving, "2026-06-01T00:00:00Z")).contains(Instant.parse("2026-06-30T17:00:00Z"));
        assertThat(changes(moving, "2026-06-30T17:00:00Z")).isEmpty();
    }

    @Test
    void a_unit_above_that_ends_is_a_change() {
        SubjectHistory villager =
                person(List.of(), List.of(new Stay(Place.RESIDENCE, "village", LocalDate.of(2020, 1, 1), null)));

        assertThat(changes(villager, "2026-06-01T00:00:00Z")).contains(Instant.parse("2026-08-31T17:00:00Z"));
    }

    @Test
    void what_happens_after_the_reference_date_does_not_concern_the_cycle() {
        SubjectHistory late = person(List.of(new Dated("group", LocalDate.of(2026, 12, 16), "nong-dan")), List.of());

        assertThat(changes(late, "2026-06-01T00:00:00Z")).isEmpty();
    }
}
