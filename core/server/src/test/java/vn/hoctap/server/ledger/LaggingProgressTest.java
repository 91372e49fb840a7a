package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.hoctap.server.ledger.LedgerFixture.again;
import static vn.hoctap.server.ledger.LedgerFixture.appraisal;
import static vn.hoctap.server.ledger.LedgerFixture.course;
import static vn.hoctap.server.ledger.LedgerFixture.withdrawn;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Await;

/** Many learn at once, and not all that is known of them is written: nobody can tell, and nothing is lost by it. */
class LaggingProgressTest {
    private static final int MANY = 250;
    private static final String OF_LEARNERS = "progress where title = 'learner' and ";

    private final MovableClock clock = new MovableClock(LedgerFixture.NOW);
    private final LedgerFixture ledger = new LedgerFixture(clock, LedgerSets.judging());

    @BeforeEach
    void enter() {
        ledger.person(IntStream.range(0, MANY).mapToObj(n -> "p" + n).toArray(String[]::new));
        clock.tick(Duration.ofMillis(1));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** Everybody in one batch. */
    private void everybodyLearns(String course, String hours) {
        ledger.record(IntStream.range(0, MANY)
                .mapToObj(n -> course("p" + n, course + "-" + n, hours))
                .toArray(Command[]::new));
    }

    /** Five hours three times; with five more comes the title. */
    private void everybodyIsNear() {
        List.of("one", "two", "three").forEach(course -> everybodyLearns(course, "5"));
        assertThat(ledger.count(OF_LEARNERS + "version = 2 and may_lag")).isEqualTo(MANY);
    }

    @Test
    void the_title_comes_with_the_fact_that_earns_it() {
        everybodyIsNear();
        assertThat(ledger.check()).isEmpty();

        everybodyLearns("four", "5");

        assertThat(ledger.count("title where title = 'learner' and level = 'low'"))
                .isEqualTo(MANY);
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void who_records_next_knows_what_was_not_written() {
        everybodyIsNear();

        try (Recorder next = Recorder.start(ledger.transactions())) {
            Await.on(next.record(Submission.of(course("p7", "four", "5"), "the next")));
            Await.on(next.record(Submission.of(course("p8", "small", "1"), "the next")));
            Await.on(next.record(Submission.of(course("p8", "rest", "4"), "the next")));
        }

        assertThat(ledger.states("p7", "learner")).containsExactly("AWARDED low");
        assertThat(ledger.states("p8", "learner")).containsExactly("AWARDED low");
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void it_is_written_before_it_lags_too_far() {
        everybodyLearns("first", "1");
        everybodyLearns("second", "1");
        for (int batch = 1; batch <= Matter.MOST_LAG; batch++) {
            everybodyLearns("batch" + batch, "0.5");
        }
        assertThat(ledger.count(OF_LEARNERS + "version = 2")).isEqualTo(MANY);

        everybodyLearns("last", "1");

        assertThat(ledger.count(OF_LEARNERS + "version = 3")).isEqualTo(MANY);
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void who_learns_alone_is_written_at_once() {
        everybodyIsNear();

        ledger.record(course("p3", "small", "1"));

        assertThat(ledger.count(OF_LEARNERS + "version = 3 and not may_lag")).isEqualTo(1);
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void nobody_lags_who_has_not_been_known_for_a_while() {
        everybodyLearns("one", "5");
        assertThat(ledger.count(OF_LEARNERS + "not may_lag")).isEqualTo(MANY);

        try (Recorder next = Recorder.start(ledger.transactions())) {
            Await.on(next.record(new Submission(
                    IntStream.range(0, MANY)
                            .<Command>mapToObj(n -> course("p" + n, "two-" + n, "5"))
                            .toList(),
                    "the next")));
        }

        assertThat(ledger.count(OF_LEARNERS + "version = 2 and not may_lag")).isEqualTo(MANY);
    }

    @Test
    void what_was_left_unwritten_is_written_after_a_while_though_nobody_learns_any_more() {
        everybodyIsNear();

        clock.tick(Duration.ofMinutes(1).plusSeconds(1));

        await().until(() -> ledger.count(OF_LEARNERS + "version = 3 and not may_lag") == MANY);
        assertThat(ledger.check()).isEmpty();
        ledger.record(course("p7", "four", "5"));
        assertThat(ledger.states("p7", "learner")).containsExactly("AWARDED low");
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void what_was_left_unwritten_is_written_before_the_recorder_closes() {
        everybodyLearns("one", "5");

        try (Recorder next = Recorder.start(ledger.transactions())) {
            for (String course : List.of("two", "three", "four-a")) {
                Await.on(next.record(new Submission(
                        IntStream.range(0, MANY)
                                .<Command>mapToObj(n -> course("p" + n, course + "-" + n, "1"))
                                .toList(),
                        "the next")));
            }
            assertThat(ledger.count(OF_LEARNERS + "version = 3 and may_lag")).isEqualTo(MANY);
        }

        assertThat(ledger.count(OF_LEARNERS + "version = 4 and not may_lag")).isEqualTo(MANY);
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void nothing_is_left_unwritten_of_whom_the_recorder_soon_forgets() {
        everybodyIsNear();

        clock.tick(Duration.ofMinutes(58));
        everybodyLearns("four", "1");

        assertThat(ledger.count(OF_LEARNERS + "not may_lag")).isEqualTo(MANY);
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void those_who_came_at_once_are_not_all_read_anew_at_once() {
        everybodyLearns("one", "1");
        // Not by our own means, so that only who is read anew is known to be no farmer any more.
        ledger.database().update("update subject_attribute set value = '\"cong-nhan\"'");
        clock.tick(Duration.ofMinutes(45));

        everybodyLearns("two", "1");

        assertThat(ledger.count(OF_LEARNERS + "true")).isBetween(MANY / 4, MANY * 3 / 4);
        clock.tick(Duration.ofMinutes(15).plusSeconds(1));
        everybodyLearns("three", "1");
        assertThat(ledger.count(OF_LEARNERS + "true")).isZero();
    }

    @Test
    void the_check_finds_a_row_that_is_behind_and_may_not_be() {
        everybodyIsNear();
        ledger.database()
                .update("update progress set may_lag = false where title = 'learner'"
                        + " and subject = (select key from subject where id = 'p6')");

        assertThat(ledger.check())
                .singleElement()
                .satisfies(found -> assertThat(found.subject()).isEqualTo("p6"));
    }

    @Test
    void what_is_withdrawn_appraised_or_judged_anew_meanwhile_comes_out_right() {
        everybodyIsNear();

        ledger.record(withdrawn("p1", "two-1"), appraisal("p2", "points", "3"), again("p3"));
        everybodyLearns("four", "4");
        ledger.record(withdrawn("p4", "four-4"), course("p5", "five", "1"));

        assertThat(ledger.states("p1", "learner")).isEmpty();
        assertThat(ledger.states("p5", "learner")).containsExactly("AWARDED low");
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void the_check_finds_what_should_have_been_written() {
        everybodyIsNear();
        ledger.database().update("update fact set hours = '30' where id = 'three-9'");

        assertThat(ledger.check()).extracting(Difference::subject).contains("p9");
    }

    @Test
    void the_check_finds_what_was_left_for_too_long() {
        String ofHim = " where title = 'learner' and subject = (select key from subject where id = 'p6')";
        everybodyLearns("zero", "1");
        everybodyLearns("again", "1");
        Row first = ledger.database()
                .first("select state, as_of from progress" + ofHim)
                .orElseThrow();
        for (int batch = 0; batch <= Matter.MOST_LAG; batch++) {
            everybodyLearns("batch" + batch, "0.5");
        }
        ledger.database()
                .update(
                        "update progress set state = $1, as_of = $2" + ofHim,
                        first.getBuffer("state"),
                        first.getOffsetDateTime("as_of"));

        assertThat(ledger.check()).singleElement().satisfies(found -> {
            assertThat(found.subject()).isEqualTo("p6");
            assertThat(found.stored()).contains("misses " + (Matter.MOST_LAG + 1) + " batches");
        });
    }
}
