package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.hoctap.server.ledger.LedgerFixture.again;
import static vn.hoctap.server.ledger.LedgerFixture.appraisal;
import static vn.hoctap.server.ledger.LedgerFixture.course;
import static vn.hoctap.server.ledger.LedgerFixture.withdrawn;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.ledger.Receipt.Status;

/** What a recorder remembers never wins over what is stored. */
class RecorderMemoryTest {
    private final LedgerFixture ledger = new LedgerFixture();
    private final Recorder other = Recorder.start(ledger.transactions());

    @BeforeEach
    void enter() {
        ledger.person("an", "binh");
    }

    @AfterEach
    void close() {
        other.close();
        ledger.close();
    }

    private List<Receipt> there(Command... commands) {
        return Await.on(other.record(new Submission(List.of(commands), "the other")));
    }

    @Test
    void two_recorders_that_take_turns_count_everything() {
        for (int i = 0; i < 4; i++) {
            ledger.record(course("an", "here-" + i, "2"));
            there(course("an", "there-" + i, "3"), course("binh", "binh-" + i, "1"));
        }

        assertThat(ledger.count("fact")).isEqualTo(12);
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void what_another_recorder_withdrew_and_appraised_is_not_brought_back() {
        ledger.record(course("an", "one", "20"), course("an", "two", "20"));
        there(withdrawn("an", "one"), appraisal("an", "points", "3"));

        ledger.record(course("an", "three", "1"));

        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void a_known_fact_is_a_duplicate_and_what_stands_beside_it_is_recorded() {
        ledger.record(course("an", "known", "2"));

        assertThat(ledger.record(course("an", "known", "2"), course("an", "new", "2")))
                .extracting(Receipt::status)
                .containsExactly(Status.DUPLICATE, Status.RECORDED);
        assertThatThrownBy(() -> ledger.record(course("binh", "neighbour", "2"), course("an", "known", "9")))
                .isInstanceOf(Conflict.class);
        assertThat(ledger.count("fact")).isEqualTo(2);
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void a_change_of_the_subject_is_seen_when_it_is_judged_anew() {
        ledger.record(course("an", "before", "2"));
        ledger.regroup("an", "cong-nhan", LocalDate.of(2026, 2, 1));

        ledger.record(again("an"));
        ledger.record(course("an", "after", "2"));

        assertThat(ledger.check()).isEmpty();
    }
}
