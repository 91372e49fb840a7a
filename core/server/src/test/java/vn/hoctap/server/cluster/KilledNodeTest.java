package vn.hoctap.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.cluster.TestNode.Answer;
import vn.hoctap.server.database.TestDatabase;

/** The node that records is killed while clients post to both. */
class KilledNodeTest {
    private static final int CLIENTS = 8;
    private static final int PEOPLE = 12;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void nothing_acknowledged_is_lost_and_nothing_counts_twice() throws Exception {
        int killedPort = TestNode.freePort();
        int livingPort = TestNode.freePort();
        List<String> members = List.of("127.0.0.1:" + killedPort, "127.0.0.1:" + livingPort);
        try (TestDatabase database = TestDatabase.open();
                NodeProcess killed = NodeProcess.start(database.address(), killedPort, members);
                TestNode living = TestNode.start(
                        database.address(),
                        Optional.of(new ClusterSettings("127.0.0.1", livingPort, members, Optional.empty())));
                TestNode dying = TestNode.at(killed.port())) {
            living.enter();
            List<String> people =
                    IntStream.range(0, PEOPLE).mapToObj(i -> "p" + i).toList();
            people.forEach(living::farmer);
            assertThat(Term.latest(database.database()).orElseThrow().node()).contains(":" + killedPort + "/");

            Posting posting = new Posting(living, dying, people);
            posting.begin();
            await().atMost(SOON).until(() -> posting.acknowledged.size() > 100);
            killed.kill();
            int before = posting.acknowledged.size();
            await().atMost(SOON).until(() -> posting.acknowledged.size() > before + 100);
            posting.end();

            assertThat(Term.latest(database.database()).orElseThrow().node()).contains(":" + livingPort + "/");
            assertThat(stored(database))
                    .containsAll(posting.acknowledged.keySet())
                    .doesNotHaveDuplicates();
            List<Object> differences = new ArrayList<>();
            living.server().core().ledgerCheck().run(1, differences::add, (done, all) -> {});
            assertThat(differences).isEmpty();
            assertThat(posting.refused.get())
                    .as("answers that were neither 200 nor 503")
                    .isZero();
        }
    }

    private static List<String> stored(TestDatabase database) {
        return database.database().rows("select id from fact").stream()
                .map(row -> row.getString("id"))
                .toList();
    }

    /** Clients that send single activities and arrays to both nodes, and repeat what was not answered at the other. */
    private static final class Posting {
        private final TestNode living;
        private final TestNode dying;
        private final List<String> people;
        private final Map<String, Boolean> acknowledged = new ConcurrentHashMap<>();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicBoolean ending = new AtomicBoolean();
        private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        private final List<Future<?>> clients = new ArrayList<>();

        Posting(TestNode living, TestNode dying, List<String> people) {
            this.living = living;
            this.dying = dying;
            this.people = people;
        }

        void begin() {
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                clients.add(threads.submit(() -> send(number)));
            }
        }

        void end() throws Exception {
            ending.set(true);
            for (Future<?> client : clients) {
                client.get();
            }
            threads.close();
        }

        private void send(int client) {
            Random random = new Random(client);
            for (int number = 0; !ending.get(); number++) {
                List<String> ids = new ArrayList<>();
                List<String> activities = new ArrayList<>();
                for (int i = 0; i <= random.nextInt(5); i++) {
                    String id = "c%d-%d-%d".formatted(client, number, i);
                    ids.add(id);
                    activities.add(TestNode.reading(people.get(random.nextInt(PEOPLE)), id));
                }
                String body = "[" + String.join(",", activities) + "]";
                if (!post(client % 2 == 0 ? living : dying, body, ids)) {
                    post(living, body, ids);
                }
            }
        }

        private boolean post(TestNode node, String body, List<String> ids) {
            try {
                Answer answer = node.post("admin", "/api/v1/activities", body);
                if (answer.status() == 200) {
                    ids.forEach(id -> acknowledged.put(id, true));
                    return true;
                }
                if (answer.status() != 503) {
                    refused.incrementAndGet();
                }
                return false;
            } catch (UncheckedIOException broken) {
                return false;
            }
        }
    }
}
