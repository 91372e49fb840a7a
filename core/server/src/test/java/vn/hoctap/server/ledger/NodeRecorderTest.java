package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vn.hoctap.server.ledger.LedgerFixture.appraisal;
import static vn.hoctap.server.ledger.LedgerFixture.course;
import static vn.hoctap.server.ledger.LedgerFixture.ownCourse;
import static vn.hoctap.server.ledger.LedgerFixture.verified;
import static vn.hoctap.server.ledger.LedgerFixture.withdrawn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.cluster.Alone;
import vn.hoctap.server.cluster.Peers;
import vn.hoctap.server.cluster.Term;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.ledger.Command.Rejudge;
import vn.hoctap.server.ledger.Receipt.Status;

/** Several nodes on one database: one records, and everything sent to any of them is recorded once. */
class NodeRecorderTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final LedgerFixture ledger = new LedgerFixture();
    private final Lines lines = new Lines();
    private final List<NodeRecorder> nodes = new ArrayList<>();
    private final NodeRecorder first = node(lines.of("first"));
    private final NodeRecorder second = node(lines.of("second"));

    @AfterEach
    void close() {
        nodes.reversed().forEach(NodeRecorder::close);
        ledger.close();
    }

    private NodeRecorder node(Peers peers) {
        NodeRecorder node = NodeRecorder.start(
                ledger.database(),
                peers,
                () -> {},
                fence -> new Transactions(ledger.database(), ledger.histories(), ledger::rules, ledger.clock(), fence));
        nodes.add(node);
        return node;
    }

    private static List<Receipt> record(Recorder node, Command... commands) {
        return Await.on(node.record(new Submission(List.of(commands), "tester")));
    }

    private String recording() {
        return Term.latest(ledger.database()).orElseThrow().node();
    }

    private void breakTheLockOfTheRecorder() {
        ledger.database().rows("select pg_terminate_backend(pid) from recorder_holders(1)");
    }

    @Test
    void the_first_to_come_records_and_the_other_hands_over_to_it() {
        ledger.person("an");

        assertThat(recording()).isEqualTo("first");
        assertThat(record(second, course("an", "f1", "40")).getFirst().titles()).isNotEmpty();
        assertThat(record(first, course("an", "f1", "40")).getFirst().status()).isEqualTo(Status.DUPLICATE);
        assertThat(recording()).isEqualTo("first");
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void both_nodes_answer_and_refuse_alike() {
        ledger.person("an");
        record(first, ownCourse("an", "f1", "40"));

        for (NodeRecorder node : List.of(first, second)) {
            assertThatThrownBy(() -> record(node, course("an", "new", "1"), ownCourse("an", "f1", "41")))
                    .isInstanceOfSatisfying(Conflict.class, conflict -> {
                        assertThat(conflict.index()).isEqualTo(1);
                        assertThat(conflict.id()).isEqualTo("f1");
                    });
            assertThatThrownBy(() -> record(node, course("nobody", "x", "1"))).isInstanceOf(UnknownSubject.class);
            assertThatThrownBy(() -> record(node, withdrawn("an", "x"))).isInstanceOf(UnknownFact.class);
        }
        assertThat(record(second, verified("an", "f1")).getFirst().titles()).isNotEmpty();
        assertThat(record(first, verified("an", "f1")).getFirst().status()).isEqualTo(Status.DUPLICATE);
        assertThat(ledger.count("fact")).isEqualTo(1);
    }

    @Test
    void when_the_one_that_records_closes_the_other_goes_on_and_what_waits_is_recorded() {
        ledger.person("an");
        record(first, course("an", "f1", "1"));

        first.close();

        assertThat(record(second, course("an", "f2", "1")).getFirst().status()).isEqualTo(Status.RECORDED);
        assertThat(recording()).isEqualTo("second");
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void a_node_whose_lock_breaks_lets_nothing_of_the_epoch_before_pass() {
        ledger.person("an");
        long before = Term.latest(ledger.database()).orElseThrow().epoch();

        breakTheLockOfTheRecorder();
        await().atMost(SOON)
                .until(() -> Term.latest(ledger.database()).orElseThrow().epoch() > before);

        Transactions late = new Transactions(
                ledger.database(), ledger.histories(), ledger::rules, ledger.clock(), new EpochFence(before));
        try (Recorder deposed = Recorder.start(late)) {
            assertThatThrownBy(() -> record(deposed, course("an", "late", "40")))
                    .isInstanceOf(Deposed.class);
        }
        assertThat(ledger.count("fact")).isZero();
        assertThat(record(first, course("an", "f1", "40")).getFirst().status()).isEqualTo(Status.RECORDED);
        assertThat(record(second, course("an", "f1", "40")).getFirst().status()).isEqualTo(Status.DUPLICATE);
    }

    @Test
    void while_the_lock_breaks_again_and_again_under_load_each_fact_is_recorded_once() throws Exception {
        int subjects = 10;
        int facts = 300;
        ledger.person(IntStream.range(0, subjects).mapToObj(i -> "s" + i).toArray(String[]::new));
        AtomicInteger recorded = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService clients = Executors.newFixedThreadPool(9)) {
            Future<?> breaking = clients.submit(() -> breakNow(done));
            List<Callable<Integer>> sending = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(
                            client -> () -> send(client % 2 == 0 ? first : second, client, subjects, facts))
                    .toList();
            for (Future<Integer> client : clients.invokeAll(sending)) {
                recorded.addAndGet(client.get());
            }
            done.set(true);
            breaking.get();
        }

        assertThat(ledger.count("fact")).isEqualTo(facts);
        // Each is new to at most one client; what was repeated after a break may be new to none.
        assertThat(recorded.get()).isLessThanOrEqualTo(facts);
        assertThat(ledger.check()).isEmpty();
    }

    private void breakNow(AtomicBoolean done) {
        for (int breaks = 0; breaks < 4 && !done.get(); breaks++) {
            long epoch = Term.latest(ledger.database()).orElseThrow().epoch();
            breakTheLockOfTheRecorder();
            await().atMost(SOON)
                    .until(() -> Term.latest(ledger.database()).orElseThrow().epoch() > epoch);
        }
    }

    private static int send(Recorder node, int client, int subjects, int facts) {
        Random random = new Random(client);
        List<Command> commands = new ArrayList<>(IntStream.range(0, facts)
                .<Command>mapToObj(i -> course("s" + i % subjects, "f" + i, "1.5"))
                .toList());
        Collections.shuffle(commands, random);
        int recorded = 0;
        for (int from = 0; from < facts; ) {
            int to = Math.min(facts, from + 1 + random.nextInt(30));
            recorded += (int) Await.on(node.record(new Submission(commands.subList(from, to), "c" + client))).stream()
                    .filter(receipt -> receipt.status() == Status.RECORDED)
                    .count();
            from = to;
        }
        return recorded;
    }

    @Test
    void an_answer_that_is_lost_costs_a_repeat_and_counts_once() {
        ledger.person("an");
        lines.loseAnswersOf("first");
        io.vertx.core.Future<List<Receipt>> sent =
                second.record(new Submission(List.of(course("an", "f1", "40"), appraisal("an", "a1", "3")), "tester"));
        await().atMost(SOON).until(() -> ledger.count("fact") == 1);

        lines.mend("first");

        assertThat(Await.on(sent)).extracting(Receipt::status).containsOnly(Status.DUPLICATE);
        assertThat(ledger.count("fact")).isEqualTo(1);
        assertThat(ledger.count("assessment")).isEqualTo(1);
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void nodes_that_cannot_see_each_other_never_record_at_the_same_time() {
        ledger.person("an");
        lines.cut("first");

        io.vertx.core.Future<List<Receipt>> waiting =
                second.record(new Submission(List.of(course("an", "f2", "1")), "tester"));
        record(first, course("an", "f1", "1"));

        assertThat(recording()).isEqualTo("first");
        assertThat(waiting.isComplete()).isFalse();
        lines.mend("first");
        assertThat(Await.on(waiting).getFirst().status()).isEqualTo(Status.RECORDED);
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void what_follows_from_a_change_is_handed_over_too() {
        ledger.person("an");

        assertThat(Await.on(second.follow(new Submission(List.of(new Rejudge("an")), "tester"))))
                .extracting(Receipt::status)
                .containsExactly(Status.RECORDED);
    }

    @Test
    void a_commit_is_told_on_every_node() {
        AtomicInteger told = new AtomicInteger();
        first.afterCommit(told::incrementAndGet);
        second.afterCommit(told::incrementAndGet);
        ledger.person("an");

        record(second, course("an", "f1", "1"));

        await().atMost(SOON).until(() -> told.get() >= 2);
    }

    @Test
    void duties_are_done_by_the_node_that_records_and_by_no_other() {
        List<String> atWork = Collections.synchronizedList(new ArrayList<>());
        first.whileRecording(recorder -> duty("first", atWork));
        second.whileRecording(recorder -> duty("second", atWork));
        assertThat(atWork).containsExactly("first");

        first.close();

        await().atMost(SOON).until(() -> List.copyOf(atWork).equals(List.of("second")));
    }

    private static AutoCloseable duty(String node, List<String> atWork) {
        atWork.add(node);
        return () -> atWork.remove(node);
    }

    @Test
    void a_process_without_a_cluster_records_nothing_beside_another_and_takes_over_when_it_ends() {
        ledger.person("an");
        NodeRecorder alone = node(new Alone("alone"));

        assertThatThrownBy(() -> record(alone, course("an", "f1", "1")))
                .isInstanceOf(NobodyRecords.class)
                .hasMessageContaining("first")
                .hasMessageContaining("cluster.enabled");
        assertThat(ledger.count("fact")).isZero();

        second.close();
        first.close();
        await().atMost(SOON).until(() -> recording().equals("alone"));
        assertThat(record(alone, course("an", "f1", "1")).getFirst().status()).isEqualTo(Status.RECORDED);
    }
}
