package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.hoctap.server.ledger.LedgerFixture.appraisal;
import static vn.hoctap.server.ledger.LedgerFixture.course;
import static vn.hoctap.server.ledger.LedgerFixture.ownCourse;
import static vn.hoctap.server.ledger.LedgerFixture.rejected;
import static vn.hoctap.server.ledger.LedgerFixture.titlesOf;
import static vn.hoctap.server.ledger.LedgerFixture.verified;
import static vn.hoctap.server.ledger.LedgerFixture.withdrawn;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.ledger.Receipt.Status;
import vn.hoctap.server.title.TitleRecord;

class RecorderTest {
    private final LedgerFixture ledger = new LedgerFixture();

    @AfterEach
    void close() {
        assertThat(ledger.check()).isEmpty();
        ledger.close();
    }

    @Test
    void the_answer_to_the_fact_that_earned_a_title_names_it() {
        ledger.person("an");
        assertThat(ledger.one(course("an", "a", "19.5")).titles()).isEmpty();

        Receipt receipt = ledger.one(course("an", "b", "0.5"));

        assertThat(receipt.status()).isEqualTo(Status.RECORDED);
        assertThat(receipt.titles()).extracting(TitleRecord::title).containsExactlyInAnyOrder("learner", "model");
        assertThat(ledger.states("an", "learner")).containsExactly("AWARDED low");
        assertThat(ledger.titles("an")).containsAll(receipt.titles());
    }

    @Test
    void titles_are_named_at_the_last_item_of_their_subject() {
        ledger.person("an", "ba");
        List<Receipt> receipts = ledger.record(
                course("an", "1", "20"), course("ba", "2", "20"), course("an", "3", "1"), course("ba", "4", "1"));
        assertThat(receipts.get(0).titles()).isEmpty();
        assertThat(receipts.get(1).titles()).isEmpty();
        assertThat(receipts.get(2).titles()).extracting(TitleRecord::subject).containsOnly("an");
        assertThat(receipts.get(3).titles()).extracting(TitleRecord::subject).containsOnly("ba");
    }

    @Test
    void a_repeat_is_a_duplicate_and_counts_once() {
        ledger.person("an");
        ledger.record(course("an", "a", "12"));
        assertThat(ledger.status(course("an", "a", "12"))).isEqualTo(Status.DUPLICATE);
        assertThat(ledger.states("an", "learner")).isEmpty();
        assertThat(ledger.count("fact")).isEqualTo(1);
    }

    @Test
    void what_a_fact_does_not_move_is_not_written_again() {
        ledger.person("an");
        ledger.record(course("an", "a", "12"));
        long learner = ledger.count("progress where title = 'learner' and version = 1");
        assertThat(learner).isEqualTo(1);

        ledger.record(ownCourse("an", "b", "9"));
        assertThat(ledger.count("progress where title = 'learner' and version = 1"))
                .as("only verified hours count")
                .isEqualTo(1);
        assertThat(ledger.count("progress where title = 'model' and version = 2"))
                .isEqualTo(1);

        ledger.record(verified("an", "b"));
        assertThat(ledger.states("an", "learner")).containsExactly("AWARDED low");
    }

    @Test
    void a_repeat_within_one_request_is_a_duplicate_too() {
        ledger.person("an");
        List<Receipt> receipts = ledger.record(course("an", "a", "12"), course("an", "a", "12"));
        assertThat(receipts).extracting(Receipt::status).containsExactly(Status.RECORDED, Status.DUPLICATE);
    }

    @Test
    void the_same_id_with_other_content_is_a_conflict_and_nothing_of_the_request_is_stored() {
        ledger.person("an", "ba");
        ledger.record(course("an", "a", "12"));
        assertThatThrownBy(() -> ledger.record(course("ba", "x", "3"), course("an", "a", "13")))
                .isInstanceOfSatisfying(Conflict.class, conflict -> {
                    assertThat(conflict.index()).isEqualTo(1);
                    assertThat(conflict.id()).isEqualTo("a");
                });
        assertThat(ledger.count("fact")).isEqualTo(1);
    }

    @Test
    void the_same_id_of_another_subject_is_another_fact() {
        ledger.person("an", "ba");
        ledger.record(course("an", "a", "12"), course("ba", "a", "13"));
        assertThat(ledger.count("fact")).isEqualTo(2);
    }

    @Test
    void an_unknown_subject_is_named_and_nothing_is_stored() {
        ledger.person("an");
        assertThatThrownBy(() -> ledger.record(course("an", "a", "12"), course("nobody", "b", "1")))
                .isInstanceOfSatisfying(UnknownSubject.class, unknown -> {
                    assertThat(unknown.index()).isEqualTo(1);
                    assertThat(unknown.id()).isEqualTo("nobody");
                });
        assertThat(ledger.count("fact")).isZero();
    }

    @Test
    void more_hours_supersede_the_title_by_a_higher_level_with_a_new_serial() {
        ledger.person("an");
        TitleRecord low = titlesOf(ledger.record(course("an", "a", "20")))
                .filter(title -> title.title().equals("learner"))
                .findFirst()
                .orElseThrow();
        ledger.record(course("an", "b", "20"));
        assertThat(ledger.states("an", "learner")).containsExactlyInAnyOrder("AWARDED high", "SUPERSEDED low");
        assertThat(ledger.titles("an"))
                .filteredOn(title -> title.serial().equals(low.serial()))
                .extracting(TitleRecord::reason)
                .first()
                .asString()
                .startsWith("Superseded by HT-");
    }

    @Test
    void withdrawing_the_fact_withdraws_the_title_with_its_reason_and_what_stood_on_it() {
        ledger.person("an");
        ledger.record(course("an", "a", "20"), course("an", "b", "1"));
        assertThat(ledger.states("an", "model")).containsExactly("AWARDED");

        assertThat(ledger.status(withdrawn("an", "a"))).isEqualTo(Status.RECORDED);

        assertThat(ledger.states("an", "learner")).containsExactly("WITHDRAWN low");
        assertThat(ledger.states("an", "model")).containsExactly("WITHDRAWN");
        assertThat(ledger.titles("an"))
                .filteredOn(title -> title.title().equals("learner"))
                .extracting(TitleRecord::reason)
                .first()
                .asString()
                .contains("The condition low is not met any more: 0, needed 5.");
    }

    @Test
    void a_withdrawn_fact_stays_withdrawn_when_it_is_sent_again() {
        ledger.person("an");
        ledger.record(course("an", "a", "20"));
        ledger.record(withdrawn("an", "a"));
        assertThat(ledger.status(course("an", "a", "20"))).isEqualTo(Status.DUPLICATE);
        assertThat(ledger.status(withdrawn("an", "a"))).isEqualTo(Status.DUPLICATE);
        assertThat(ledger.states("an", "learner")).containsExactly("WITHDRAWN low");
        assertThatThrownBy(() -> ledger.record(verified("an", "a"))).isInstanceOf(Conflict.class);
    }

    @Test
    void what_a_learner_says_counts_once_an_officer_verified_it_and_until_one_rejects_it() {
        ledger.person("an");
        ledger.record(ownCourse("an", "a", "20"));
        assertThat(ledger.total("an", "learner")).isEqualTo("0");

        assertThat(ledger.one(verified("an", "a")).titles())
                .extracting(TitleRecord::title)
                .contains("learner");
        assertThat(ledger.total("an", "learner")).isEqualTo("5");

        ledger.record(rejected("an", "a"));
        assertThat(ledger.states("an", "learner")).containsExactly("WITHDRAWN low");

        ledger.record(verified("an", "a"));
        assertThat(ledger.states("an", "learner")).containsExactlyInAnyOrder("AWARDED low", "WITHDRAWN low");
    }

    @Test
    void an_unknown_fact_cannot_be_withdrawn() {
        ledger.person("an");
        assertThatThrownBy(() -> ledger.record(withdrawn("an", "a"))).isInstanceOf(UnknownFact.class);
    }

    @Test
    void the_latest_appraisal_counts_and_its_repeat_is_a_duplicate() {
        ledger.person("an");
        ledger.record(appraisal("an", "p1", "6"), appraisal("an", "p2", "3"));
        assertThat(ledger.total("an", "learner")).isEqualTo("3");
        assertThat(ledger.status(appraisal("an", "p1", "6"))).isEqualTo(Status.DUPLICATE);
        assertThatThrownBy(() -> ledger.record(appraisal("an", "p1", "7"))).isInstanceOf(Conflict.class);
    }

    @Test
    void an_assessment_for_an_unknown_set_is_refused() {
        ledger.person("an");
        Command.RecordAssessment known = appraisal("an", "p1", "6");
        Command unknown = new Command.RecordAssessment(
                "an", "p1", false, "no/such", 2026, "hours", known.by(), known.points(), known.hash(), known.body());
        assertThatThrownBy(() -> ledger.record(unknown)).isInstanceOf(UnknownSet.class);
    }
}
