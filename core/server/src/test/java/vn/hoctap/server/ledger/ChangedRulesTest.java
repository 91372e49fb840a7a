package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.server.ledger.LedgerFixture.again;
import static vn.hoctap.server.ledger.LedgerFixture.course;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.server.database.Await;

/** Sets come, go and fail while people go on learning. */
class ChangedRulesTest {
    private final LedgerFixture ledger = new LedgerFixture();
    private Rules rules = new Rules(new CriteriaRegistry(List.of()), Measures.builtIn());
    private final Recorder recorder =
            Recorder.start(new Transactions(ledger.database(), ledger.histories(), () -> rules, ledger.clock()));

    @AfterEach
    void close() {
        recorder.close();
        ledger.close();
    }

    private List<Receipt> record(Command command) {
        return Await.on(recorder.record(Submission.of(command, "tester")));
    }

    @Test
    void facts_are_kept_where_no_set_judges_and_count_when_one_comes() {
        ledger.person("an");
        assertThat(record(course("an", "a", "20")).getFirst().titles()).isEmpty();
        assertThat(ledger.count("progress")).isZero();

        rules = ledger.rules();
        assertThat(record(course("an", "b", "1")).getFirst().titles()).hasSize(2);
        assertThat(ledger.total("an", "learner")).isEqualTo("5");
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void a_title_that_no_set_awards_any_more_is_withdrawn_when_its_holder_is_judged_again() {
        ledger.person("an");
        rules = ledger.rules();
        record(course("an", "a", "20"));
        rules = new Rules(new CriteriaRegistry(List.of()), Measures.builtIn());
        record(again("an"));
        assertThat(ledger.states("an", "learner")).containsExactly("WITHDRAWN low");
    }

    @Test
    void a_set_whose_measure_fails_stops_no_fact_and_no_other_set() {
        ledger.person("an");
        rules = LedgerSets.withBrokenOne();
        assertThat(record(course("an", "a", "20")).getFirst().titles())
                .extracting(title -> title.title())
                .containsExactlyInAnyOrder("learner", "model");
        assertThat(ledger.count("fact")).isEqualTo(1);
        assertThat(ledger.count("progress where title = 'broken'")).isZero();
    }
}
