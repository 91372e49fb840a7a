package vn.hoctap.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Measure;

/**
 * The promises of {@link Measure}, as tests. A plugin's test class extends this and says which measure, which facts and
 * which options; each repetition takes another random order, whose seed is in the repetition's number.
 */
public abstract class MeasureConformance<S> {

    protected abstract Measure<S> measure();

    /** At least five facts that the measure tells apart. */
    protected abstract List<Fact> facts();

    protected abstract Map<String, String> options();

    private S fold(List<Fact> facts) {
        S state = measure().zero();
        for (Fact fact : facts) {
            state = measure().add(state, fact, options());
        }
        return state;
    }

    private List<Fact> shuffled(RepetitionInfo repetition) {
        List<Fact> facts = new ArrayList<>(facts());
        Collections.shuffle(facts, new Random(repetition.getCurrentRepetition()));
        return facts;
    }

    @RepeatedTest(20)
    void order_does_not_matter(RepetitionInfo repetition) {
        assertThat(fold(shuffled(repetition))).isEqualTo(fold(facts()));
    }

    @RepeatedTest(20)
    void two_parts_merge_into_the_whole(RepetitionInfo repetition) {
        List<Fact> facts = shuffled(repetition);
        int cut = repetition.getCurrentRepetition() % (facts.size() + 1);
        S one = fold(facts.subList(0, cut));
        S other = fold(facts.subList(cut, facts.size()));

        assertThat(measure().merge(one, other)).isEqualTo(fold(facts));
        assertThat(measure().merge(other, one)).isEqualTo(fold(facts));
    }

    @RepeatedTest(20)
    void a_removed_fact_leaves_nothing_or_asks_for_a_new_fold(RepetitionInfo repetition) {
        List<Fact> facts = shuffled(repetition);
        Fact removed = facts.get(0);
        Optional<S> less = measure().remove(fold(facts), removed, options());

        less.ifPresent(state -> assertThat(state).isEqualTo(fold(facts.subList(1, facts.size()))));
    }

    @RepeatedTest(5)
    void until_time_changes_the_value_it_stays_the_same(RepetitionInfo repetition) {
        S state = fold(shuffled(repetition));
        Instant from = facts().stream()
                .map(Fact::endedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        for (int days = 0; days < 5_000; days += 10 * repetition.getCurrentRepetition()) {
            Instant asOf = from.plus(Duration.ofDays(days));
            Optional<Instant> change = measure().changes(state, options(), asOf);
            Instant last = change.orElse(from.plus(Duration.ofDays(5_000))).minusNanos(1);

            change.ifPresent(moment -> assertThat(moment).isAfter(asOf));
            assertThat(measure().value(state, options(), last))
                    .isEqualTo(measure().value(state, options(), asOf));
        }
    }

    @RepeatedTest(5)
    void a_state_survives_its_bytes(RepetitionInfo repetition) {
        S state = fold(shuffled(repetition));

        assertThat(measure().read(measure().write(state))).isEqualTo(state);
    }
}
