package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.ledger.Command.Count;
import vn.hoctap.server.ledger.Receipt.Status;
import vn.hoctap.server.title.TitleRecord;

/** Collectives are counted while the facts of people are recorded (decision 37). */
class CountedBesideTest {
    private static final Duration WORK = Duration.ofSeconds(3);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-07-01T03:00:00Z"));
    private final World world = new World(clock);
    private final LedgerFixture ledger = world.ledger();

    @AfterEach
    void close() {
        world.close();
    }

    private Future<List<Receipt>> count(String collective) {
        return ledger.recorder().record(Submission.of(new Count(collective), "test"));
    }

    @Test
    void a_new_fact_of_a_person_does_not_wait_until_a_collective_has_been_counted() {
        world.people("village", "an");
        world.family("binh", "village", "an");
        world.passTime();
        world.stop();
        Future<List<Receipt>> counted = ledger.database().inTransaction(sql -> {
            sql.rows("select 1 from subject where id = 'binh' for update");
            Future<List<Receipt>> waiting = count("binh");
            await().atMost(Duration.ofSeconds(5)).until(this::somebodyWaitsForALock);

            assertThat(ledger.status(LedgerFixture.course("an", "a", "20"))).isEqualTo(Status.RECORDED);
            assertThat(waiting.isComplete()).isFalse();
            return waiting;
        });
        assertThat(Await.on(counted)).hasSize(1);
        world.start();
        world.settle();
        assertThat(world.share("binh", 2026)).isEqualTo("1/1");
    }

    private boolean somebodyWaitsForALock() {
        return ledger.count("pg_stat_activity where wait_event_type = 'Lock'" + " and datname = current_database()")
                > 0;
    }

    /** As when his batch was committed between the choice of the moment and the reading. */
    @Test
    void no_collective_has_its_title_before_the_member_on_whom_it_stands() {
        world.people("village", "an");
        world.family("binh", "village", "an");
        world.passTime();
        world.stop();
        world.learn("an");
        ledger.database().update("update title set awarded_at = awarded_at + interval '2 seconds'");
        clock.tick(Duration.ofMillis(800));
        world.start();
        world.settle();
        assertThat(awardedAt("binh")).isAfterOrEqualTo(awardedAt("an"));
        assertThat(world.holders("family", 2026)).containsExactly("binh");
    }

    private Instant awardedAt(String subject) {
        return ledger.titles(subject).stream()
                .map(TitleRecord::awardedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Test
    void collectives_that_are_counted_and_judged_at_once_end_up_right_though_the_clock_goes_back_a_little()
            throws Exception {
        String[] people = IntStream.range(0, 12).mapToObj(n -> "p" + n).toArray(String[]::new);
        world.people("village", people);
        world.family("binh", "village", people);
        world.passTime();
        Instant end = Instant.now().plus(WORK);
        List<Callable<Integer>> tasks = List.of(
                () -> until(end, turn -> learnAndUnlearn(people[turn % people.length], turn)),
                () -> until(end, turn -> ledger.record(LedgerFixture.again("village"), LedgerFixture.again("binh"))),
                () -> until(end, turn -> ledger.record(new Count("binh"), new Count("commune"))));
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            for (var task : threads.invokeAll(tasks)) {
                assertThat(task.get()).isPositive();
            }
        }
        world.settle();
        assertThat(ledger.check()).isEmpty();
    }

    private interface Turn {
        void take(int turn);
    }

    private static int until(Instant end, Turn task) {
        int turn = 0;
        while (Instant.now().isBefore(end)) {
            task.take(turn++);
        }
        return turn;
    }

    private void learnAndUnlearn(String person, int turn) {
        clock.move(Duration.ofMillis(turn % 2 == 0 ? 20 : -15));
        ledger.record(LedgerFixture.course(person, "course-" + turn, "20"));
        if (turn % 3 == 0) {
            ledger.record(LedgerFixture.rejected(person, "course-" + turn));
        }
    }
}
