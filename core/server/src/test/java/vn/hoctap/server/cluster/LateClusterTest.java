package vn.hoctap.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.cluster.TestNode.Answer;
import vn.hoctap.server.database.TestDatabase;

/** Nodes whose others are not there, or cannot be. */
class LateClusterTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestDatabase database = TestDatabase.open();

    @AfterEach
    void close() {
        database.close();
    }

    private TestNode start(Optional<ClusterSettings> cluster) {
        return TestNode.start(database.address(), cluster);
    }

    private static Optional<ClusterSettings> among(String... members) {
        return Optional.of(new ClusterSettings("127.0.0.1", TestNode.freePort(), List.of(members), Optional.empty()));
    }

    private Answer post(TestNode node, String id) {
        return node.post("admin", "/api/v1/activities", TestNode.reading("an", id));
    }

    @Test
    void a_node_whose_others_are_absent_serves_without_them() {
        try (TestNode node = start(among("127.0.0.1:" + TestNode.freePort(), "127.0.0.1:" + TestNode.freePort()))) {
            node.enter();
            node.farmer("an");

            assertThat(post(node, "r1").status()).isEqualTo(200);
            assertThat(node.get("admin", "/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    void a_second_process_without_a_cluster_names_the_remedy_reads_and_takes_over_when_the_first_ends() {
        TestNode first = start(Optional.empty());
        first.enter();
        first.farmer("an");
        post(first, "r1");
        try (TestNode second = start(Optional.empty())) {
            Answer refused = post(second, "r2");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers()).containsKey("retry-after");
            assertThat(refused.body().path("detail").textValue()).contains("cluster.enabled");
            assertThat(second.get("admin", "/api/v1/activities?subject=an")
                            .body()
                            .at("/items"))
                    .hasSize(1);
            assertThat(second.get("admin", "/health/ready").status()).isEqualTo(200);

            first.close();

            await().atMost(SOON).until(() -> post(second, "r2").status() == 200);
        }
    }
}
