package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.hoctap.server.ledger.LedgerFixture.again;
import static vn.hoctap.server.ledger.LedgerFixture.course;

import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.ledger.Command.WithdrawTitle;
import vn.hoctap.server.ledger.Receipt.Status;
import vn.hoctap.server.title.TitleRecord;

class RejudgeTest {
    private final LedgerFixture ledger = new LedgerFixture();

    @AfterEach
    void close() {
        assertThat(ledger.check()).isEmpty();
        ledger.close();
    }

    private String serial(String subject) {
        return ledger.titles(subject).stream()
                .filter(title -> title.title().equals("learner"))
                .map(TitleRecord::serial)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoever_leaves_the_audience_loses_the_title_with_the_reason() {
        ledger.person("an");
        ledger.record(course("an", "a", "20"));
        ledger.regroup("an", "cong-nhan", LocalDate.of(2026, 6, 1));
        ledger.record(again("an"));
        assertThat(ledger.states("an", "learner")).containsExactly("WITHDRAWN low");
        assertThat(ledger.titles("an"))
                .filteredOn(title -> title.title().equals("learner"))
                .extracting(TitleRecord::reason)
                .containsExactly("No criteria set judges the subject for this title and cycle any more.");
        assertThat(ledger.count("progress where title = 'learner' and cycle = 2026"))
                .isZero();
    }

    @Test
    void whoever_comes_back_is_judged_by_all_that_was_recorded() {
        ledger.person("an");
        ledger.regroup("an", "cong-nhan", LocalDate.of(2026, 1, 1));
        ledger.record(course("an", "a", "20"));
        assertThat(ledger.states("an", "learner")).isEmpty();
        ledger.regroup("an", "nong-dan", LocalDate.of(2026, 6, 1));
        assertThat(ledger.one(again("an")).titles())
                .extracting(TitleRecord::title)
                .containsExactlyInAnyOrder("learner", "model");
    }

    @Test
    void judging_again_without_a_change_changes_no_title() {
        ledger.person("an");
        ledger.record(course("an", "a", "20"));
        String serial = serial("an");
        assertThat(ledger.one(again("an")).titles()).isEmpty();
        assertThat(serial("an")).isEqualTo(serial);
    }

    @Test
    void a_title_that_a_person_withdrew_is_not_given_again_by_the_rules() {
        ledger.person("an");
        ledger.record(course("an", "a", "20"));
        String serial = serial("an");

        assertThat(ledger.status(new WithdrawTitle("an", serial, "fraud"))).isEqualTo(Status.RECORDED);

        assertThat(ledger.states("an", "learner")).containsExactly("WITHDRAWN low");
        assertThat(ledger.states("an", "model")).containsExactly("WITHDRAWN");
        assertThat(ledger.status(new WithdrawTitle("an", serial, "fraud"))).isEqualTo(Status.DUPLICATE);
        ledger.record(course("an", "b", "30"), again("an"));
        assertThat(ledger.states("an", "learner")).containsExactly("WITHDRAWN low");
    }

    @Test
    void an_unknown_serial_cannot_be_withdrawn() {
        ledger.person("an");
        assertThatThrownBy(() -> ledger.record(new WithdrawTitle("an", "HT-NONE", "x")))
                .isInstanceOf(UnknownTitle.class);
    }
}
