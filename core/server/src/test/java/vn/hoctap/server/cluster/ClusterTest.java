package vn.hoctap.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.Server;
import vn.hoctap.server.cluster.TestNode.Answer;
import vn.hoctap.server.database.TestDatabase;

/** Two whole servers on one database, joined by Hazelcast and the event bus. */
class ClusterTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration FOUND = Duration.ofMinutes(2);
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private static final TestDatabase DATABASE = TestDatabase.open();
    private static final List<TestNode> NODES = new ArrayList<>();

    @BeforeAll
    static void start() {
        int one = TestNode.freePort();
        int other = TestNode.freePort();
        List<String> members = List.of("127.0.0.1:" + one, "127.0.0.1:" + other);
        for (int port : List.of(one, other)) {
            NODES.add(TestNode.start(
                    DATABASE.address(),
                    Optional.of(new ClusterSettings("127.0.0.1", port, members, Optional.empty()))));
        }
        NODES.getFirst().enter();
        String first = farmer();
        // Nodes that start at the same moment may form a cluster each, which find together a little later.
        await().atMost(FOUND)
                .until(() -> NODES.stream()
                        .allMatch(node -> node.post("admin", "/api/v1/activities", TestNode.reading(first, "first"))
                                        .status()
                                == 200));
    }

    @AfterAll
    static void close() {
        NODES.reversed().forEach(TestNode::close);
        DATABASE.close();
    }

    private static String farmer() {
        String id = "person-" + PEOPLE.incrementAndGet();
        NODES.getFirst().farmer(id);
        return id;
    }

    private static Server server() {
        return NODES.getFirst().server();
    }

    private static long count(String subject) {
        return DATABASE.database()
                .first("select count(*) from fact join subject on key = subject where subject.id = $1", subject)
                .orElseThrow()
                .getLong(0);
    }

    private static void everythingIsAsRecomputed() {
        List<Object> differences = new ArrayList<>();
        server().core().ledgerCheck().run(1, differences::add, (done, all) -> {});
        assertThat(differences).isEmpty();
    }

    @Test
    void an_activity_that_is_posted_to_both_nodes_at_once_by_many_counts_once() throws Exception {
        String subject = farmer();
        List<Callable<Answer>> posts = IntStream.range(0, 40)
                .<Callable<Answer>>mapToObj(i -> () -> NODES.get(i % 2)
                        .post("admin", "/api/v1/activities", TestNode.reading(subject, "same-" + i / 20)))
                .toList();

        List<Answer> answers = all(posts);

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers.stream()
                        .map(answer -> answer.body().at("/0/status").textValue())
                        .collect(Collectors.groupingBy(status -> status, Collectors.counting())))
                .containsEntry("recorded", 2L)
                .containsEntry("duplicate", 38L);
        assertThat(answers.stream()
                        .mapToInt(answer -> answer.body().at("/0/titles").size())
                        .sum())
                .as("the title is told once")
                .isEqualTo(1);
        assertThat(count(subject)).isEqualTo(2);
        everythingIsAsRecomputed();
    }

    @Test
    void arrays_that_overlap_on_both_nodes_are_recorded_whole_or_not_at_all() throws Exception {
        List<String> people = IntStream.range(0, 6).mapToObj(i -> farmer()).toList();
        // Every second array holds one activity that contradicts a neighbour's.
        List<Callable<Answer>> posts = IntStream.range(0, 24)
                .<Callable<Answer>>mapToObj(
                        i -> () -> NODES.get(i % 2).post("admin", "/api/v1/activities", array(people, i)))
                .toList();

        List<Answer> answers = all(posts);

        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            assertThat(answer.status()).as(() -> answer.body().toString()).isIn(200, 409);
            long stored = DATABASE.database()
                    .first("select count(*) from fact where id like $1", "a%d-%%".formatted(i))
                    .orElseThrow()
                    .getLong(0);
            assertThat(stored).isEqualTo(answer.status() == 200 ? people.size() : 0);
        }
        assertThat(answers).extracting(Answer::status).contains(200, 409);
        everythingIsAsRecomputed();
    }

    private static String array(List<String> people, int array) {
        List<String> activities = new ArrayList<>(people.stream()
                .map(person -> TestNode.reading(person, "a%d-%s".formatted(array, person)))
                .toList());
        activities.add("""
                {"id":"shared-%d","subject":"%s","type":"reading","title":"%s","endedAt":"2026-03-02T08:00:00+07:00"}""".formatted(array / 2, people.getFirst(), "Đọc " + array));
        return activities.stream().collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void both_nodes_refuse_alike() {
        String subject = farmer();
        NODES.getFirst().post("admin", "/api/v1/activities", TestNode.reading(subject, "r1"));
        String other = TestNode.reading(subject, "r1").replace("Đọc", "Khác");

        for (TestNode node : NODES) {
            Answer conflict = node.post(
                    "admin", "/api/v1/activities", "[" + TestNode.reading(subject, "new") + "," + other + "]");
            assertThat(conflict.status()).isEqualTo(409);
            assertThat(conflict.body().at("/errors/0/pointer").textValue()).isEqualTo("/1/id");
            Answer unknown = node.post("admin", "/api/v1/activities/nothing/verification", """
                    {"decision":"verified","reason":"x"}""");
            assertThat(unknown.status()).isEqualTo(404);
        }
        assertThat(count(subject)).isEqualTo(1);
    }

    @Test
    void a_title_is_told_at_once_to_those_who_listen_on_the_other_node() {
        for (TestNode node : NODES) {
            String subject = farmer();
            TestNode other = NODES.get(1 - NODES.indexOf(node));
            try (Heard heard = Heard.by(other)) {
                String two = "[" + TestNode.reading(subject, "x") + "," + TestNode.reading(subject, "y") + "]";
                assertThat(node.post("admin", "/api/v1/activities", two).status())
                        .isEqualTo(200);

                await().atMost(SOON).until(() -> heard.anything().contains(subject));
            }
        }
    }

    @Test
    void a_place_that_was_entered_on_one_node_is_known_on_the_other() {
        NODES.getFirst().post("admin", "/api/v1/org-units", """
                {"id":"new-village","kind":"village","name":"Thôn mới","parent":"quang-vinh"}""");

        await().atMost(SOON)
                .until(() -> NODES.getLast()
                                .get("admin", "/api/v1/org-units/new-village")
                                .status()
                        == 200);
    }

    private static List<Answer> all(List<Callable<Answer>> posts) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
            for (Future<Answer> one : clients.invokeAll(posts)) {
                answers.add(one.get());
            }
        }
        return answers;
    }
}
