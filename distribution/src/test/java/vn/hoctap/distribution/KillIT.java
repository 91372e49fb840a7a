package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The server is killed while clients post: what was acknowledged is there, once, and what was not may be repeated. */
class KillIT {
    private static final int CLIENTS = 8;
    private static final int KILLS = 3;
    private static final int MAX_FACTS_A_LIFE = 2_000;
    private static final List<String> SUBJECTS =
            IntStream.range(0, 20).mapToObj(i -> "kill-" + i).toList();

    @Test
    void each_acknowledged_fact_survives_and_counts_once() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillIT: seed " + seed);
        Random random = new Random(seed);
        Path data = Scratch.fresh("kill");
        PostingClients clients = new PostingClients(SUBJECTS);

        for (int kill = 0; kill < KILLS; kill++) {
            postUntilKilled(data, clients, random);
        }
        try (Hoctap hoctap = Hoctap.demo(data, "--citizens", "1")) {
            Api admin = Api.of(hoctap, "admin");
            clients.checkSurvivors(stored(admin));
            clients.repeatAll(admin);
            stored(admin)
                    .forEach((subject, ids) -> assertThat(ids)
                            .as("facts of %s", subject)
                            .containsExactlyInAnyOrderElementsOf(clients.sentOf(subject)));
        }

        Ran.hoctap("ledger", "check", "--data", data.toString()).exits(0).saysNoStackTrace();
        assertThat(RunningProcesses.on(data)).isEmpty();
    }

    private static void postUntilKilled(Path data, PostingClients clients, Random random) {
        try (Hoctap hoctap = Hoctap.demo(data, "--citizens", "1");
                ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            Api admin = Api.of(hoctap, "admin");
            SUBJECTS.forEach(subject -> admin.post("/api/v1/subjects", Sent.farmer(subject)));
            int enough = clients.acknowledged() + 1 + random.nextInt(MAX_FACTS_A_LIFE);
            List<CompletableFuture<Void>> posting = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> new Random(random.nextLong()))
                    .map(own -> CompletableFuture.runAsync(() -> clients.postUntilItFails(admin, own), threads))
                    .toList();
            await().atMost(Duration.ofMinutes(1))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() ->
                            clients.acknowledged() >= enough || posting.stream().allMatch(CompletableFuture::isDone));
            hoctap.kill();
            posting.forEach(CompletableFuture::join);
        }
    }

    /** The ids of all facts by subject. */
    private static Map<String, List<String>> stored(Api admin) {
        return SUBJECTS.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        subject -> admin.all("/api/v1/activities?limit=1000&subject=" + subject).stream()
                                .map(activity -> activity.path("id").asText())
                                .toList()));
    }
}
