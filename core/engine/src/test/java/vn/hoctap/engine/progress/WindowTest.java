package vn.hoctap.engine.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.Entries;
import vn.hoctap.engine.Sets;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Decider;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.measure.Measures;

/** Which facts count: by time, by trust, by validity. */
class WindowTest {
    private static final CriteriaSet SET = Sets.citizens("""
            criteria:
              - id: c
                name: C
                indicators:
                  - {id: hours, name: H, max: 100, from: [{measure: sum, of: hours, trust: verified}]}
                  - {id: claimed, name: H, max: 100, from: [{measure: sum, of: hours}]}
                  - {id: certificate, name: H, max: 10, from: [{measure: count, where: 'activity.type == "certificate"', window: held, points: {each: 1, give: 1}}]}
                  - {id: status, name: H, max: 10, from: [{measure: status, where: 'activity.course == "tien-tien"', points: [{atLeast: 1, give: 10}]}]}
            award: {scheme: sum, requires: [{id: total, if: 'total >= 80'}]}
            """);

    private static Decision decide(String asOf, Entry... entries) {
        Folder folder = new Folder(SET, 2026, Measures.builtIn());
        return Decider.decide(
                folder, Sets.subject(Map.of()), folder.all(List.of(entries)), Circumstances.at(Entries.noon(asOf)));
    }

    private static Rational points(Decision decision, String indicator) {
        return decision.indicators().stream()
                .filter(i -> i.id().equals(indicator))
                .findFirst()
                .orElseThrow()
                .points();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-31T16:59:59Z, 0",
        "2025-12-31T17:00:00Z, 5",
        "2026-12-31T16:59:59Z, 5",
        "2026-12-31T17:00:00Z, 0",
    })
    void the_year_begins_at_midnight_in_viet_nam(String endedAt, String points) {
        Fact fact = Entries.course("f", "2026-01-01", "5").fact();
        Entry moved = new Entry.Learned(new Fact(
                fact.id(),
                fact.type(),
                fact.course(),
                null,
                null,
                Instant.parse(endedAt),
                null,
                fact.hours(),
                null,
                List.of(),
                fact.source(),
                true));

        assertThat(points(decide("2027-01-01", moved), "hours")).isEqualTo(Rational.of(points));
    }

    @Test
    void a_claim_counts_only_where_the_set_does_not_ask_for_verification() {
        Decision decision = decide("2026-06-01", Entries.unverified("f", "2026-02-01", "7"));

        assertThat(points(decision, "hours")).isEqualTo(Rational.ZERO);
        assertThat(points(decision, "claimed")).isEqualTo(Rational.of(7));
    }

    @Test
    void a_certificate_of_an_earlier_year_counts_until_it_lapses() {
        Entry held = Entries.held("c", "certificate", "IT", "2024-05-01", "2026-09-01");

        assertThat(points(decide("2026-08-31", held), "certificate")).isEqualTo(Rational.ONE);
        assertThat(points(decide("2026-09-01", held), "certificate")).isEqualTo(Rational.ZERO);
    }

    @Test
    void the_latest_status_that_is_in_force_decides() {
        Entry given = Entries.held("s", "status", "tien-tien", "2026-02-01", null);
        Entry other = Entries.held("o", "status", "khac", "2026-03-01", null);

        assertThat(points(decide("2026-06-01", given, other), "status")).isEqualTo(Rational.of(10));
        assertThat(points(decide("2026-06-01", other), "status")).isEqualTo(Rational.ZERO);
    }
}
