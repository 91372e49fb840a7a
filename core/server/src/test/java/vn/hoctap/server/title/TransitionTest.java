package vn.hoctap.server.title;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.engine.measure.Measures;

class TransitionTest {
    private static final Instant NOW = Instant.parse("2026-07-01T03:00:00Z");
    private static final Instant LATER = Instant.parse("2026-09-01T03:00:00Z");

    private final CriteriaSet automatic = set("automatic", "");
    private final CriteriaSet byDecision = set("decision", "");
    private final List<Title> titles = new ArrayList<>();

    private static CriteriaSet set(String recognition, String more) {
        String yaml = """
                id: t/one
                version: "1"
                status: illustrative
                source: "a test"
                title: {vi: Thử}
                subject: citizen
                effective: {from: 2020-01-01}
                cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
                criteria:
                  - id: c
                    name: {vi: C}
                    indicators:
                      - {id: i, name: {vi: I}, max: 1, from: [{measure: count, points: [{atLeast: 1, give: 1}]}]}
                award: {scheme: sum, requires: [{id: total, if: 'total >= 1'}]}
                """ + "recognition: " + recognition + "\n" + more;
        return new CriteriaReader(Measures.builtIn())
                .read(List.of(new CriteriaSource("criteria/t.yaml", yaml)), id -> Optional.empty())
                .sets()
                .getFirst();
    }

    private static Decision met(@Nullable String level, String version) {
        return decision(Outcome.MET, level, version);
    }

    private static Decision missed() {
        return decision(Outcome.NOT_MET, null, "1");
    }

    private static Decision decision(Outcome outcome, @Nullable String level, String version) {
        ConditionResult total =
                new ConditionResult("total", outcome, Optional.of(Rational.of("0.5")), Optional.of(Rational.ONE), "");
        return new Decision(
                "t/one",
                version,
                "t",
                2026,
                outcome,
                Optional.ofNullable(level),
                Rational.of("0.5"),
                List.of(total),
                List.of());
    }

    /** Applies the transition, asks whether a second time changes nothing, and returns how many titles it moved. */
    private int decide(Decision decision, CriteriaSet set, Instant now) {
        Transition transition = new Transition(new Serials(), now);
        List<Title> moved = transition.after(decision, set, List.copyOf(titles));
        moved.forEach(this::keep);
        assertThat(transition.after(decision, set, List.copyOf(titles))).isEmpty();
        return moved.size();
    }

    private void keep(Title title) {
        titles.removeIf(known -> known.serial().equals(title.serial()));
        titles.add(title);
    }

    private List<TitleState> states() {
        return titles.stream().map(Title::state).toList();
    }

    @Test
    void what_is_met_is_awarded_once() {
        decide(met(null, "1"), automatic, NOW);
        assertThat(decide(met(null, "1"), automatic, LATER)).isZero();
        assertThat(states()).containsExactly(TitleState.AWARDED);
        assertThat(titles.getFirst().serial()).matches("HT(-[2-9A-HJ-NP-Z]{4}){5}");
    }

    @Test
    void where_an_authority_decides_it_becomes_eligible() {
        decide(met(null, "1"), byDecision, NOW);
        assertThat(states()).containsExactly(TitleState.ELIGIBLE);
    }

    @Test
    void what_is_not_met_any_more_is_withdrawn_and_says_what_denies() {
        decide(met(null, "1"), automatic, NOW);
        decide(missed(), automatic, LATER);
        assertThat(states()).containsExactly(TitleState.WITHDRAWN);
        assertThat(titles.getFirst().reason()).isEqualTo("The condition total is not met any more: 0.5, needed 1.");
    }

    @Test
    void another_level_or_version_supersedes() {
        decide(met("low", "1"), automatic, NOW);
        decide(met("high", "1"), automatic, NOW);
        decide(met("high", "2"), automatic, LATER);
        assertThat(states()).containsExactly(TitleState.SUPERSEDED, TitleState.SUPERSEDED, TitleState.AWARDED);
    }

    @Test
    void a_recognised_title_whose_ground_is_gone_is_flagged_and_cleared_when_it_is_back() {
        decide(met(null, "1"), byDecision, NOW);
        keep(titles.getFirst().ended(TitleState.RECOGNISED, null, "chairman", NOW));
        decide(missed(), byDecision, LATER);
        assertThat(states()).containsExactly(TitleState.RECOGNISED);
        assertThat(titles.getFirst().flag()).contains("total");
        decide(met(null, "1"), byDecision, LATER);
        assertThat(titles.getFirst().flag()).isNull();
    }

    @Test
    void what_a_person_withdrew_stays_withdrawn_in_that_cycle() {
        decide(met(null, "1"), automatic, NOW);
        keep(new Transition(new Serials(), NOW).withdrawn(titles.getFirst(), "fraud", "an officer"));
        assertThat(decide(met("high", "1"), automatic, LATER)).isZero();
    }

    @Test
    void a_title_whose_time_has_run_out_is_shown_as_expired_and_left_alone() {
        CriteriaSet oneMonth = set("automatic", "validity: {months: 1}\n");
        decide(met(null, "1"), oneMonth, NOW);
        assertThat(titles.getFirst().stateAt(LATER)).isEqualTo(TitleState.EXPIRED);
        assertThat(decide(missed(), oneMonth, LATER)).isZero();
        assertThat(decide(met("high", "1"), oneMonth, LATER)).isZero();
    }

    @Test
    void only_awarded_and_recognised_titles_that_are_valid_are_held() {
        CriteriaSet oneMonth = set("automatic", "validity: {months: 1}\n");
        decide(met("low", "1"), oneMonth, NOW);
        TitleFile file = new TitleFile(titles);
        assertThat(file.holdings(NOW).holds("t", null)).isTrue();
        assertThat(file.holdings(NOW).holds("t", "high")).isFalse();
        assertThat(file.holdings(LATER).holds("t", null)).isFalse();
        assertThat(file.heldLevel("t", NOW)).isPresent();
    }
}
