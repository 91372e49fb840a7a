package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.hoctap.distribution.TorturedServer.Mishap;

/**
 * The server and its database are killed again and again while clients record, verify, withdraw and correct. In the end
 * each client's own record of what it was told must be what is stored: nothing lost, nothing twice, nothing wrong.
 * {@code -Dtorture.minutes=10} goes on for so long, {@code -Dtorture.seed=…} makes the same choices as an earlier run.
 */
class TortureIT {
    private static final int CLIENTS = 8;
    private static final int PEOPLE = 200;
    private static final int SAMPLE = 40;
    private static final int MAX_FACTS_BETWEEN = 400;
    private static final Duration LONGEST_CALM = Duration.ofSeconds(2);
    /** Longer than it takes until somebody takes up what a killed server left unjudged. */
    private static final Duration JUDGED_LIMIT = Duration.ofSeconds(90);

    private final long seed = Long.getLong("torture.seed", System.nanoTime());
    private final Duration atLeast = Duration.ofMinutes(Long.getLong("torture.minutes", 0));
    private final Random random = new Random(seed);
    private final List<String> subjects =
            IntStream.range(0, PEOPLE).mapToObj("torture-%03d"::formatted).toList();
    private final Retelling all = Retelling.of(subjects);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final List<TortureClient> clients = new ArrayList<>();

    @Test
    void nothing_that_was_acknowledged_is_lost_or_doubled_or_wrong() throws Exception {
        System.out.println("TortureIT: seed " + seed);
        TorturedServer server = new TorturedServer(Scratch.fresh("torture"), random);
        try (server) {
            Courier courier = new Courier(server::now);
            String learner = Tokens.subject(Api.of(server.now()).token("learner"));
            all.enter(courier);
            torture(server, courier, learner);

            assertThat(courier.broken()).as("requests cut off").isPositive();
            assertSame(stored(courier, learner), acknowledged());
            await().atMost(JUDGED_LIMIT).until(() -> StoredRows.count(server.data(), "unjudged") == 0);
            assertSameElsewhere(courier);
        }
        server.assertNothingIsLeft();
        Ran.hoctap("ledger", "check", "--data", server.data().toString())
                .exits(0)
                .saysNoStackTrace();
        server.assertNothingIsLeft();
    }

    private void torture(TorturedServer server, Courier courier, String learner) {
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            List<String> own = subjects.stream()
                    .filter(subject -> subjects.indexOf(subject) % CLIENTS == number)
                    .toList();
            clients.add(new TortureClient(
                    "fact-" + client,
                    courier,
                    new TortureClient.People(subjects, own, learner),
                    new Random(random.nextLong()),
                    stopping));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<CompletableFuture<Void>> working = clients.stream()
                    .map(client -> CompletableFuture.runAsync(client, threads))
                    .toList();
            try {
                suffer(server, working);
            } finally {
                stopping.set(true);
            }
            working.forEach(CompletableFuture::join);
        }
        System.out.printf(
                "TortureIT: %d facts acknowledged, %d refused; %d requests cut off, %d postponed%n",
                count(),
                clients.stream()
                        .mapToInt(client -> client.testimony().refused().size())
                        .sum(),
                courier.broken(),
                courier.postponed());
    }

    private void suffer(TorturedServer server, List<CompletableFuture<Void>> working) {
        Instant end = Instant.now().plus(atLeast);
        do {
            for (Mishap mishap : mishaps()) {
                int enough = count() + 1 + random.nextInt(MAX_FACTS_BETWEEN);
                Instant calm = Instant.now().plus(LONGEST_CALM);
                await().atMost(Duration.ofMinutes(5))
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(3))
                        .until(() -> count() >= enough
                                || Instant.now().isAfter(calm)
                                || working.stream().anyMatch(CompletableFuture::isDone));
                working.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
                server.suffer(mishap);
            }
        } while (Instant.now().isBefore(end));
    }

    /** Eleven kills of the server, two of them while it starts, and three of its database. */
    private List<Mishap> mishaps() {
        List<Mishap> mishaps = new ArrayList<>(Collections.nCopies(7, Mishap.SERVER));
        mishaps.addAll(Collections.nCopies(2, Mishap.SERVER_WHILE_IT_STARTS));
        mishaps.addAll(List.of(
                Mishap.POSTMASTER, Mishap.POSTGRES, random.nextBoolean() ? Mishap.POSTMASTER : Mishap.POSTGRES));
        Collections.shuffle(mishaps, random);
        return mishaps;
    }

    private int count() {
        return clients.stream().mapToInt(client -> client.testimony().count()).sum();
    }

    private static void assertSame(Map<String, String> stored, Map<String, String> acknowledged) {
        assertThat(stored.keySet()).as("ids of stored facts").isEqualTo(acknowledged.keySet());
        assertThat(stored.values()).containsExactlyElementsOf(acknowledged.values());
    }

    /** Subject, id, content and state of each fact, in the order of their ids. */
    private Map<String, String> acknowledged() {
        Map<String, String> facts = new TreeMap<>();
        for (TortureClient client : clients) {
            client.testimony()
                    .facts()
                    .forEach(fact -> facts.put(fact.id(), line(Api.JSON.valueToTree(fact.body()), fact.state())));
        }
        return facts;
    }

    private Map<String, String> stored(Courier courier, String learner) {
        Map<String, String> facts = new TreeMap<>();
        Stream.concat(subjects.stream(), Stream.of(learner))
                .flatMap(subject -> courier.all("/api/v1/activities?subject=" + subject).stream())
                .filter(fact -> fact.path("id").asText().startsWith("fact-"))
                .forEach(fact -> {
                    String before = facts.put(
                            fact.path("id").asText(),
                            line(fact, fact.path("state").asText()));
                    assertThat(before).as("stored twice").isNull();
                });
        return facts;
    }

    private static String line(JsonNode fact, String state) {
        return String.join(
                " ",
                fact.path("subject").asText(),
                fact.path("type").asText(),
                fact.path("title").asText(),
                fact.path("endedAt").asText(),
                Double.toString(fact.path("hours").asDouble()),
                state);
    }

    /** What a server that was never killed makes of the same, told in another order. */
    private void assertSameElsewhere(Courier courier) {
        List<String> sample = new ArrayList<>(subjects);
        Collections.shuffle(sample, random);
        Retelling some = all.about(List.copyOf(sample.subList(0, SAMPLE)));
        try (Hoctap other = Hoctap.demo(Scratch.fresh("torture-retold"), "--citizens", "1")) {
            Courier there = new Courier(() -> other);
            some.enter(there);
            some.tell(there, clients.stream().map(TortureClient::testimony).toList(), random);
            Map<String, String> outcome = some.outcome(courier);
            some.outcome(there)
                    .forEach((subject, right) -> assertThat(outcome.get(subject))
                            .as("%s, as a server that was never killed judges it", subject)
                            .isEqualTo(right));
        }
    }
}
