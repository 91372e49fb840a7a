package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.EmbeddedPostgres;
import vn.hoctap.server.database.PostgresAddress;

/** Two nodes on one database: each is killed once while clients send to both, and no node's record differs. */
class TwoNodesIT {
    private static final int PEOPLE = 80;
    private static final int NODES = 2;
    private static final String LEARNER = "two-nodes-learner";
    private static final Duration JUDGED_LIMIT = Duration.ofSeconds(90);

    private final Random random = new Random(Torture.seed(TwoNodesIT.class));
    private final Path folder = Scratch.folder("two-nodes");
    private final AtomicReferenceArray<Hoctap> nodes = new AtomicReferenceArray<>(NODES);

    @Test
    void either_of_two_nodes_may_die_and_nothing_is_lost_or_doubled_or_wrong() throws Exception {
        Path data = folder.resolve("database");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
                Realm realm = new Realm()) {
            List<Path> configurations = configurations(realm, postgres.address());
            try {
                for (int node = 0; node < NODES; node++) {
                    nodes.set(
                            node, Hoctap.serve(folder, configurations.get(node)).awaitReady());
                }
                run(realm, configurations, data);
            } finally {
                IntStream.range(0, NODES).mapToObj(nodes::get).forEach(TwoNodesIT::end);
            }
            Ran.hoctap("ledger", "check", "--config", configurations.getFirst().toString())
                    .exits(0)
                    .saysNoStackTrace();
        }
        await().untilAsserted(() -> assertThat(RunningProcesses.on(folder)).isEmpty());
    }

    private void run(Realm realm, List<Path> configurations, Path data) {
        Map<String, String> tokens =
                Map.of("admin", realm.token("admin", "an"), "learner", realm.token("learner", LEARNER));
        Courier courier = new Courier(() -> nodes.get(random.nextInt(NODES)), tokens::get);
        courier.send(
                        "admin",
                        "POST",
                        "/api/v1/org-units",
                        Map.of("id", Sent.VILLAGE, "kind", "village", "name", "Thôn 3"))
                .is(201);
        courier.send("admin", "POST", "/api/v1/subjects", Sent.farmer(LEARNER)).is(201);
        try (Torture torture = new Torture(courier, LEARNER, PEOPLE, random)) {
            torture.begin();
            int first = random.nextInt(NODES);
            for (int node : List.of(first, NODES - 1 - first)) {
                torture.goOn();
                nodes.get(node).kill();
                torture.goOn();
                nodes.set(node, Hoctap.serve(folder, configurations.get(node)).awaitReady());
                torture.goOn();
            }
            torture.end();
            torture.assertStored();
            await().atMost(JUDGED_LIMIT).until(() -> StoredRows.count(data, "unjudged") == 0);
            torture.assertSameElsewhere();
        }
    }

    private List<Path> configurations(Realm realm, PostgresAddress database) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), database.password());
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        Path key = Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(secret));
        List<Integer> ports = List.of(Hoctap.freePort(), Hoctap.freePort());
        String members = "127.0.0.1:" + ports.getFirst() + ",127.0.0.1:" + ports.getLast();
        List<Path> files = IntStream.range(0, NODES)
                .mapToObj(node -> folder.resolve("node-" + node + ".yaml"))
                .toList();
        for (int node = 0; node < NODES; node++) {
            Files.writeString(files.get(node), """
                    data: "%s"
                    database: {url: "postgresql://%s:%d/%s", user: "%s", passwordFile: "%s"}
                    keycloak: {issuer: "%s"}
                    privacy: {keyFile: "%s"}
                    cluster: {enabled: true, port: %d, members: "%s"}
                    """.formatted(
                            folder.resolve("data-" + node),
                            database.host(),
                            database.port(),
                            database.database(),
                            database.user(),
                            password,
                            realm.issuer(),
                            key,
                            ports.get(node),
                            members));
        }
        return files;
    }

    private static void end(Hoctap node) {
        if (node != null) {
            node.end();
        }
    }
}
