package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.server.ledger.LedgerFixture.course;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.ledger.Receipt.Status;

class RecorderConcurrencyTest {
    private static final int THREADS = 64;
    private static final int SUBJECTS = 20;
    private static final int FACTS = 400;

    @Test
    void many_clients_and_two_nodes_that_send_the_same_facts_record_each_once() throws Exception {
        try (LedgerFixture ledger = new LedgerFixture();
                Recorder secondNode = Recorder.start(ledger.transactions());
                ExecutorService clients = Executors.newFixedThreadPool(THREADS)) {
            ledger.person(IntStream.range(0, SUBJECTS).mapToObj(i -> "s" + i).toArray(String[]::new));
            List<Callable<Long>> tasks = IntStream.range(0, THREADS)
                    .<Callable<Long>>mapToObj(
                            client -> () -> send(client % 2 == 0 ? ledger.recorder() : secondNode, client))
                    .toList();

            long recorded = 0;
            for (Future<Long> client : clients.invokeAll(tasks)) {
                recorded += client.get();
            }

            assertThat(recorded).isEqualTo(FACTS);
            assertThat(ledger.count("fact")).isEqualTo(FACTS);
            assertThat(ledger.check()).isEmpty();
        }
    }

    /** All facts in an order of its own, in arrays of different lengths; returns how many were new. */
    private static long send(Recorder recorder, int client) {
        Random random = new Random(client);
        List<Command> facts = new ArrayList<>(IntStream.range(0, FACTS)
                .<Command>mapToObj(i -> course("s" + i % SUBJECTS, "f" + i, "1.5"))
                .toList());
        Collections.shuffle(facts, random);
        long recorded = 0;
        for (int from = 0; from < FACTS; ) {
            int to = Math.min(FACTS, from + 1 + random.nextInt(60));
            recorded += Await.on(recorder.record(new Submission(facts.subList(from, to), "client " + client))).stream()
                    .filter(receipt -> receipt.status() == Status.RECORDED)
                    .count();
            from = to;
        }
        return recorded;
    }
}
