package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vn.hoctap.server.ledger.LedgerFixture.course;
import static vn.hoctap.server.ledger.LedgerFixture.fact;
import static vn.hoctap.server.ledger.LedgerFixture.titlesOf;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.ledger.Receipt.Status;

/** What submissions that share a transaction may not do to one another. */
class RecorderIsolationTest {
    private final LedgerFixture ledger = new LedgerFixture();

    @AfterEach
    void close() {
        assertThat(ledger.check()).isEmpty();
        ledger.close();
    }

    private static Submission submission(Command... commands) {
        return new Submission(List.of(commands), "tester");
    }

    /** Holds the recorder up at a locked subject, so that what is submitted meanwhile shares the next batch. */
    private List<Future<List<Receipt>>> together(List<Submission> submissions) {
        ledger.person("gate");
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        Thread gate = Thread.startVirtualThread(() -> ledger.database().inTransaction(sql -> {
            sql.rows("select 1 from subject where id = 'gate' for update");
            locked.countDown();
            return awaitOn(open);
        }));
        awaitOn(locked);
        List<Future<List<Receipt>>> futures = new ArrayList<>();
        futures.add(ledger.recorder().record(submission(new Command.Rejudge("gate"))));
        await().until(this::recorderWaits);
        submissions.forEach(s -> futures.add(ledger.recorder().record(s)));
        open.countDown();
        Await.on(futures.removeFirst());
        assertThat(gate).isNotNull();
        return futures;
    }

    private boolean recorderWaits() {
        return ledger.database()
                .first("select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                .isPresent();
    }

    private static boolean awaitOn(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void a_poisonous_submission_fails_alone() {
        ledger.person("an", "ba", "ca");
        Command poison = fact("ba", "x", "course", "1", Source.Kind.CENTER, "2026-03-02", "nul \u0000 byte");
        List<Future<List<Receipt>>> futures = together(
                List.of(submission(course("an", "a", "20")), submission(poison), submission(course("ca", "c", "20"))));

        assertThat(titlesOf(Await.on(futures.get(0)))).hasSize(2);
        assertThatThrownBy(() -> Await.on(futures.get(1))).hasMessageContaining("0x00");
        assertThat(titlesOf(Await.on(futures.get(2)))).hasSize(2);
    }

    @Test
    void a_refused_submission_hurts_no_other_in_its_batch() {
        ledger.person("an");
        List<Future<List<Receipt>>> futures = together(List.of(
                submission(course("an", "a", "12")),
                submission(course("an", "b", "9"), course("an", "a", "13")),
                submission(course("an", "c", "8"))));

        assertThat(Await.on(futures.get(0))).hasSize(1);
        assertThatThrownBy(() -> Await.on(futures.get(1))).isInstanceOf(Conflict.class);
        assertThat(titlesOf(Await.on(futures.get(2)))).hasSize(2);
        assertThat(ledger.count("fact where id = 'b'")).isZero();
    }

    @Test
    void two_submissions_of_one_batch_may_repeat_each_other() {
        ledger.person("an");
        List<Future<List<Receipt>>> futures =
                together(List.of(submission(course("an", "a", "20")), submission(course("an", "a", "20"))));
        List<Status> statuses =
                futures.stream().map(f -> Await.on(f).getFirst().status()).toList();
        assertThat(statuses).containsExactly(Status.RECORDED, Status.DUPLICATE);
    }

    @Test
    void when_too_much_waits_the_rest_is_refused_and_may_be_sent_again() {
        ledger.person("an");
        try (Recorder small = GroupCommit.start(ledger.transactions(), new Bound(10, Long.MAX_VALUE))) {
            Submission tooMuch = new Submission(
                    IntStream.range(0, 11)
                            .<Command>mapToObj(i -> course("an", "f" + i, "1"))
                            .toList(),
                    "tester");
            assertThatThrownBy(() -> Await.on(small.record(tooMuch))).isInstanceOf(Overloaded.class);
            assertThat(Await.on(small.record(submission(course("an", "f0", "1")))))
                    .hasSize(1);
        }
    }

    @Test
    void what_follows_from_something_committed_is_taken_in_however_much_waits() {
        ledger.person("an");
        try (Recorder full = GroupCommit.start(ledger.transactions(), new Bound(0, 0))) {
            assertThatThrownBy(() -> Await.on(full.record(submission(course("an", "a", "1")))))
                    .isInstanceOf(Overloaded.class);
            assertThat(Await.on(full.follow(submission(new Command.Rejudge("an")))))
                    .hasSize(1);
        }
    }

    @Test
    void what_waits_is_recorded_before_the_recorder_closes() {
        ledger.person("an");
        Recorder other = Recorder.start(ledger.transactions());
        List<Future<List<Receipt>>> futures = IntStream.range(0, 50)
                .mapToObj(i -> other.record(submission(course("an", "f" + i, "1"))))
                .toList();
        other.close();
        assertThat(futures).allMatch(Future::succeeded);
        assertThatThrownBy(() -> Await.on(other.record(submission(course("an", "late", "1")))))
                .isInstanceOf(Overloaded.class);
    }
}
