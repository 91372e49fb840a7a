package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.hoctap.server.ledger.LedgerFixture.course;
import static vn.hoctap.server.ledger.LedgerFixture.titlesOf;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Receipt.Status;

/** Batches that are judged and sent while the one before them is not committed yet. */
class FlightsTest {
    private final LedgerFixture ledger = new LedgerFixture();
    private final CountDownLatch open = new CountDownLatch(1);

    @AfterEach
    void close() {
        assertThat(ledger.check()).isEmpty();
        ledger.close();
    }

    private Future<List<Receipt>> send(String subject, String id, String hours) {
        return ledger.recorder().record(Submission.of(course(subject, id, hours), "tester"));
    }

    /** The same with so many others that it does not wait for the batch in the air. */
    private Future<List<Receipt>> sendAmongMany(String subject, String id, String hours) {
        List<Command> commands = new ArrayList<>(List.of(course(subject, id, hours)));
        for (int i = 1; i < Flights.SOME; i++) {
            commands.add(course("many", id + "-" + i, "0.01"));
        }
        return ledger.recorder().record(new Submission(commands, "tester"));
    }

    /** Nobody writes a fact until it is opened; what was done before that, in the same transaction, is committed then. */
    private Thread gate(Consumer<Sql> before) {
        CountDownLatch closed = new CountDownLatch(1);
        Thread gate = Thread.startVirtualThread(() -> ledger.database().inTransaction(sql -> {
            sql.update("lock table fact in share row exclusive mode");
            before.accept(sql);
            closed.countDown();
            return awaitOn(open);
        }));
        awaitOn(closed);
        return gate;
    }

    private static boolean awaitOn(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void awaitInAir(int batches) {
        await().until(() -> inAir() == batches);
    }

    private long inAir() {
        return ledger.database()
                .first("select count(*) as waiting from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and query like '%insert into fact %' and datname = current_database()")
                .orElseThrow()
                .getLong("waiting");
    }

    @Test
    void a_batch_goes_on_from_what_the_one_before_it_will_have_left() {
        ledger.person("an", "many");
        Await.on(send("an", "a", "5"));
        gate(sql -> {});
        List<Future<List<Receipt>>> sent = new ArrayList<>();
        for (String id : List.of("b", "c")) {
            sent.add(sendAmongMany("an", id, "5"));
            awaitInAir(sent.size());
        }
        // It earns titles, whose explanation needs everything on the ground.
        sent.add(send("an", "d", "5"));
        assertThat(sent).noneMatch(Future::isComplete);
        open.countDown();

        assertThat(titlesOf(Await.on(sent.get(0)))).isEmpty();
        assertThat(titlesOf(Await.on(sent.get(1)))).isEmpty();
        assertThat(titlesOf(Await.on(sent.get(2)))).hasSize(2);
    }

    @Test
    void few_wait_for_the_batch_in_the_air_and_share_the_next_one() {
        ledger.person("an");
        Await.on(send("an", "a", "1"));
        gate(sql -> {});
        List<Future<List<Receipt>>> sent = new ArrayList<>(List.of(send("an", "b", "1")));
        awaitInAir(1);
        for (String id : List.of("c", "d", "e")) {
            sent.add(send("an", id, "1"));
        }
        awaitInAir(1);
        open.countDown();

        sent.forEach(Await::on);
        assertThat(ledger.count("outbox")).as("batches").isEqualTo(3);
    }

    @Test
    void what_is_sent_again_while_it_is_in_the_air_waits_until_it_has_landed() {
        ledger.person("an", "many");
        Await.on(send("an", "a", "1"));
        gate(sql -> {});
        Future<List<Receipt>> first = sendAmongMany("an", "b", "1");
        awaitInAir(1);
        Future<List<Receipt>> again = sendAmongMany("an", "b", "1");

        // Both in the air could each wait for the other's key.
        await().during(Duration.ofMillis(300)).until(() -> inAir() == 1);
        open.countDown();

        assertThat(Await.on(first).getFirst().status()).isEqualTo(Status.RECORDED);
        assertThat(Await.on(again).getFirst().status()).isEqualTo(Status.DUPLICATE);
    }

    @Test
    void what_stood_behind_a_batch_that_failed_is_recorded_in_its_order() {
        ledger.person("an", "many");
        Await.on(send("an", "a", "5"));
        gate(sql -> sql.update(
                "insert into fact select subject, 'b', type, course, title, started_at, ended_at, valid_until, hours,"
                        + " scaled, passed, skills, source, source_ref, recorded_at, recorded_by, $1, $2 from fact",
                Buffer.buffer(course("an", "b", "5").hash()),
                Buffer.buffer(course("an", "b", "5").body())));
        Future<List<Receipt>> known = send("an", "b", "5");
        awaitInAir(1);
        Future<List<Receipt>> behind = sendAmongMany("an", "c", "5");
        awaitInAir(2);
        open.countDown();

        assertThat(Await.on(known).getFirst().status()).isEqualTo(Status.DUPLICATE);
        assertThat(Await.on(behind).getFirst().status()).isEqualTo(Status.RECORDED);
        Await.on(ledger.recorder().record(Submission.of(new Command.Rejudge("an"), "tester")));
    }

    @Test
    void everything_lands_when_connections_are_cut_off() {
        ledger.person("an", "ba");
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var sending = clients.submit(() -> {
                for (int i = 0; i < 200; i++) {
                    sendUntilKnown(i % 2 == 0 ? "an" : "ba", "f" + i);
                }
                return null;
            });
            for (int cut = 0; cut < 5; cut++) {
                int seen = cut;
                await().until(() -> ledger.count("fact") > seen * 30L || sending.isDone());
                ledger.database()
                        .rows("select pg_terminate_backend(pid) from pg_stat_activity"
                                + " where datname = current_database() and pid <> pg_backend_pid()");
            }
            await().until(sending::isDone);
        }
        assertThat(ledger.count("fact")).isEqualTo(200);
    }

    /** As a client does: what is not acknowledged is sent again. */
    private void sendUntilKnown(String subject, String id) {
        await().pollDelay(Duration.ZERO).ignoreExceptions().until(() -> {
            Await.on(send(subject, id, "1"));
            return true;
        });
    }
}
