package vn.hoctap.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.Entries;
import vn.hoctap.engine.Sets;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;

/** Bands, checklists and gates, as the laws about units and communities use them. */
class SchemesTest {
    private static final CriteriaSet BANDS = Sets.citizens("""
            criteria:
              - id: c
                name: C
                indicators: [{id: i, name: I, max: 100, from: [{measure: sum, of: hours}]}]
            award: {scheme: bands, levels: [{id: tot, if: 'total >= 85'}, {id: kha, if: 'total >= 69.99'}, {id: trung-binh, if: 'total >= 50'}]}
            """);
    private static final CriteriaSet SHARES = Sets.units("""
            criteria:
              - id: c
                name: C
                indicators:
                  - {id: cdht, name: S, from: [{measure: share, of: members, where: 'member.age >= 18', have: 'holds("cong-dan-hoc-tap")'}]}
                  - {id: hoc-sinh, name: P, from: [{measure: share, of: members, where: 'member.age < 18', have: 'holds("cong-dan-hoc-tap")'}]}
                  - {id: so-nguoi, name: N, from: [{measure: members}]}
            award:
              scheme: checklist
              levels:
                - {id: muc-2, requires: [{id: a, if: 'indicator["cdht"].value >= 95'}, {id: b, if: 'indicator["hoc-sinh"].value >= 97'}]}
                - {id: muc-1, requires: [{id: a, if: 'indicator["cdht"].value >= 90'}, {id: b, if: 'indicator["hoc-sinh"].value >= 95'}]}
              upgrade: {afterMonths: 12}
            """);

    private static Decision decide(CriteriaSet set, List<? extends Entry> entries, Circumstances circumstances) {
        Folder folder = new Folder(set, 2026, Measures.builtIn());
        return Decider.decide(folder, Sets.subject(Map.of()), folder.all(entries), circumstances);
    }

    private static Decision decide(CriteriaSet set, List<? extends Entry> entries) {
        return decide(set, entries, Circumstances.at(Entries.noon("2026-06-01")));
    }

    private static List<Entry> members(int adults, int holding) {
        List<Entry> members = new ArrayList<>();
        for (int i = 0; i < adults; i++) {
            members.add(Entries.member("m" + i, 18 + i, i < holding));
        }
        return members;
    }

    @ParameterizedTest
    @CsvSource({"85, tot", "84.5, kha", "69.99, kha", "69.98, trung-binh", "50, trung-binh"})
    void the_first_band_that_holds_is_awarded(String hours, String level) {
        assertThat(decide(BANDS, List.of(Entries.course("f", "2026-02-01", hours)))
                        .level())
                .contains(level);
    }

    @Test
    void below_the_lowest_band_nothing_is_awarded() {
        Decision decision = decide(BANDS, List.of(Entries.course("f", "2026-02-01", "49.9")));

        assertThat(decision.outcome()).isEqualTo(Outcome.NOT_MET);
        assertThat(decision.level()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20, 19, muc-2", "10, 9, muc-1", "20, 18, muc-1", "200000, 179999, ''", "1000000, 949999, muc-1"})
    void shares_are_compared_exactly(int adults, int holding, String level) {
        assertThat(decide(adults, holding).level().orElse("")).isEqualTo(level);
    }

    /** Up to a million members, as merged parts. */
    private static Decision decide(int adults, int holding) {
        Folder folder = new Folder(SHARES, 2026, Measures.builtIn());
        var holder = folder.add(folder.zero(), Entries.member("h", 30, true));
        var other = folder.add(folder.zero(), Entries.member("o", 30, false));
        var sum = folder.merge(times(folder, holder, holding), times(folder, other, adults - holding));
        return Decider.decide(folder, Sets.subject(Map.of()), sum, Circumstances.at(Entries.noon("2026-06-01")));
    }

    private static Progress times(Folder folder, Progress one, int times) {
        var sum = folder.zero();
        var power = one;
        for (int left = times; left > 0; left >>= 1) {
            sum = (left & 1) == 1 ? folder.merge(sum, power) : sum;
            power = folder.merge(power, power);
        }
        return sum;
    }

    @Test
    void a_share_keeps_its_numerator_and_denominator_and_an_empty_one_does_not_apply() {
        Decision decision = decide(SHARES, members(3, 2));

        assertThat(decision.indicators().get(0).value()).contains(Rational.ratio(200, 3));
        assertThat(decision.indicators().get(0).share()).contains(new Decision.Share(2, 3));
        assertThat(decision.indicators().get(1).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(decision.indicators().get(2).value()).contains(Rational.of(3));
    }

    @Test
    void a_target_without_anybody_to_count_is_left_out_and_does_not_deny() {
        Decision decision = decide(SHARES, members(20, 19));

        assertThat(decision.conditions())
                .extracting(Decision.ConditionResult::outcome)
                .containsExactly(Outcome.MET, Outcome.NOT_APPLICABLE);
    }

    @Test
    void a_collective_without_members_is_not_judged() {
        Decision decision = decide(SHARES, List.of());

        assertThat(decision.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(decision.met()).isFalse();
    }

    @Test
    void a_higher_level_waits_until_the_lower_one_is_twelve_months_old() {
        var since = new Circumstances.HeldLevel("muc-1", Entries.noon("2025-06-02"));
        var tooEarly = new Circumstances((t, l) -> false, Optional.of(since), Entries.noon("2026-06-01"));
        var late = new Circumstances((t, l) -> false, Optional.of(since), Entries.noon("2026-06-02"));

        assertThat(decide(SHARES, members(20, 20), tooEarly).level()).contains("muc-1");
        assertThat(decide(SHARES, members(20, 20), late).level()).contains("muc-2");
    }

    @Test
    void a_gate_asks_for_another_title() {
        CriteriaSet gate = Sets.citizens("""
                criteria: []
                award: {scheme: gate, requires: [{id: base, if: 'holds("gia-dinh-hoc-tap")'}]}
                """);
        var holder = new Circumstances(
                (title, level) -> title.equals("gia-dinh-hoc-tap"), Optional.empty(), Entries.noon("2026-06-01"));

        assertThat(decide(gate, List.of(), holder).met()).isTrue();
        assertThat(decide(gate, List.of()).outcome()).isEqualTo(Outcome.NOT_MET);
    }

    @Test
    void what_must_not_be_left_out_denies_every_level_even_without_other_conditions() {
        CriteriaSet set = Sets.citizens("""
                criteria:
                  - id: c
                    name: C
                    indicators:
                      - {id: i, name: I, max: 100, from: [{measure: sum, of: hours}]}
                      - {id: j, name: J, max: 100, applies: 'false', from: [{measure: sum, of: hours}]}
                award: {scheme: bands, notApplicable: fail, levels: [{id: tot, if: 'total >= 85'}]}
                """);

        Decision decision = decide(set, List.of(Entries.course("f", "2026-02-01", "90")));

        assertThat(decision.outcome()).isEqualTo(Outcome.NOT_MET);
        assertThat(decision.level()).isEmpty();
        assertThat(decision.denying()).extracting(Decision.ConditionResult::id).containsExactly("applicable");
    }
}
