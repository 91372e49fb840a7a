package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.server.ledger.LedgerFixture.course;
import static vn.hoctap.server.ledger.LedgerFixture.fact;
import static vn.hoctap.server.ledger.LedgerFixture.ownCourse;
import static vn.hoctap.server.ledger.LedgerFixture.withdrawn;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Outcome;

class JudgementsTest {
    private final LedgerFixture ledger = new LedgerFixture();
    private final Judgements judgements =
            new Judgements(ledger.database(), ledger.histories(), ledger::rules, ledger.clock());

    @AfterEach
    void close() {
        ledger.close();
    }

    private Explained of(String subject, String title, int cycle) {
        return judgements.of(subject, cycle).stream()
                .filter(explained -> explained.set().awards().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_facts_that_counted_are_named() {
        ledger.person("an");
        ledger.record(course("an", "a", "12"), ownCourse("an", "b", "9"), course("an", "c", "3"));
        ledger.record(withdrawn("an", "c"));
        Explained explained = of("an", "learner", 2026);
        assertThat(explained.decision().outcome()).isEqualTo(Outcome.NOT_MET);
        assertThat(explained.explanation().counted("hours")).singleElement().satisfies(counted -> {
            assertThat(counted.id()).isEqualTo("a");
            assertThat(counted.counted()).isEqualTo(Rational.of(12));
        });
    }

    @Test
    void what_is_missing_is_told() {
        ledger.person("an");
        assertThat(of("an", "learner", 2026).missing(List.of()).steps())
                .singleElement()
                .satisfies(step -> assertThat(step.indicator()).isEqualTo("hours"));
    }

    @Test
    void it_can_be_asked_what_one_fact_gave() {
        ledger.person("an");
        ledger.record(course("an", "a", "12"), course("an", "b", "9"));
        assertThat(of("an", "learner", 2026).decision().met()).isTrue();
        assertThat(judgements.without("an", 2026, "b"))
                .filteredOn(explained -> explained.set().awards().equals("learner"))
                .allMatch(explained -> !explained.decision().met());
    }

    @Test
    void what_would_be_is_judged_like_what_is_and_leaves_no_trace() {
        ledger.person("an");
        ledger.record(course("an", "a", "12"));
        Explained supposed = judgements
                .with("an", 2026, List.of(course("an", "b", "9").fact()))
                .stream()
                .filter(explained -> explained.set().awards().equals("learner"))
                .findFirst()
                .orElseThrow();
        assertThat(supposed.decision().met()).isTrue();
        assertThat(of("an", "learner", 2026).decision().met()).isFalse();
        assertThat(ledger.titles("an")).isEmpty();
        assertThat(ledger.check()).isEmpty();

        ledger.record(course("an", "b", "9"));
        assertThat(of("an", "learner", 2026).decision()).isEqualTo(supposed.decision());
    }

    @Test
    void a_certificate_of_an_earlier_year_counts_while_it_is_held() {
        ledger.person("an");
        ledger.record(fact("an", "c", "certificate", "1", Source.Kind.CENTER, "2024-05-05"));
        assertThat(of("an", "certified", 2026).decision().met()).isTrue();
        assertThat(ledger.titles("an"))
                .filteredOn(title -> title.title().equals("certified"))
                .extracting(title -> title.cycle())
                .containsExactlyInAnyOrder(2024, 2026);
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void nobody_knows_how_an_unknown_subject_stands() {
        assertThat(judgements.of("nobody", 2026)).isEmpty();
    }
}
