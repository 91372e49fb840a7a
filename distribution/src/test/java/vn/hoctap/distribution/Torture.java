package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Clients that work while something dies now and then, and the comparison of what they were told with what is stored. */
final class Torture implements AutoCloseable {
    private static final int CLIENTS = 8;
    private static final int SAMPLE = 40;
    private static final int MAX_FACTS_BETWEEN = 400;
    private static final int MORE_FACTS = 400;
    private static final Duration LONGEST_CALM = Duration.ofSeconds(2);

    private final Courier courier;
    private final String learner;
    private final Random random;
    private final List<String> subjects;
    private final Retelling all;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicInteger allowed = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<TortureClient> clients = new ArrayList<>();
    private final List<CompletableFuture<Void>> working = new ArrayList<>();

    /** @param learner who records his own learning; he is known already */
    Torture(Courier courier, String learner, int people, Random random) {
        this.courier = courier;
        this.learner = learner;
        this.random = random;
        this.subjects =
                IntStream.range(0, people).mapToObj("torture-%03d"::formatted).toList();
        this.all = Retelling.of(subjects);
    }

    /** Said first of all, so that the same choices can be made again. */
    static long seed(Class<?> test) {
        long seed = Long.getLong("torture.seed", System.nanoTime());
        System.out.println(test.getSimpleName() + ": -Dtorture.seed=" + seed);
        return seed;
    }

    void begin() {
        all.enter(courier);
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            List<String> own = IntStream.range(0, subjects.size())
                    .filter(subject -> subject % CLIENTS == number)
                    .mapToObj(subjects::get)
                    .toList();
            clients.add(new TortureClient(
                    "fact-" + client,
                    courier,
                    new TortureClient.People(subjects, own, learner),
                    new Random(random.nextLong()),
                    stopping,
                    () -> count() < allowed.get()));
        }
        allow(0);
        clients.forEach(client -> working.add(CompletableFuture.runAsync(client, threads)));
    }

    /** Returns some facts or a little while later; throws what a client has failed with. */
    void goOn() {
        int enough = count() + 1 + random.nextInt(MAX_FACTS_BETWEEN);
        allow(enough);
        Instant calm = Instant.now().plus(LONGEST_CALM);
        await().atMost(LONGEST_CALM.multipliedBy(10))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(3))
                .until(() -> count() >= enough
                        || Instant.now().isAfter(calm)
                        || working.stream().anyMatch(CompletableFuture::isDone));
        working.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
    }

    /** Returns when each client knows what has become of everything that it sent. */
    void end() {
        stopping.set(true);
        working.forEach(CompletableFuture::join);
        System.out.printf(
                "%d facts acknowledged, %d refused; %d requests cut off, %d postponed%n",
                count(),
                clients.stream()
                        .mapToInt(client -> client.testimony().refused().size())
                        .sum(),
                courier.broken(),
                courier.postponed());
        assertThat(courier.broken()).as("requests cut off").isPositive();
    }

    /** They go on for a while, so that there is something under way whenever something dies. */
    private void allow(int facts) {
        allowed.set(facts + MORE_FACTS);
    }

    private int count() {
        return clients.stream().mapToInt(client -> client.testimony().count()).sum();
    }

    private List<Testimony> testimonies() {
        return clients.stream().map(TortureClient::testimony).toList();
    }

    /** Each acknowledged fact is stored once, as it was sent and as it was marked, and nothing else is. */
    void assertStored() {
        Map<String, String> stored = stored();
        Map<String, String> acknowledged = acknowledged();
        assertThat(stored.keySet()).as("ids of stored facts").isEqualTo(acknowledged.keySet());
        assertThat(stored.values()).containsExactlyElementsOf(acknowledged.values());
        testimonies()
                .forEach(testimony -> assertThat(testimony.refused()).doesNotContainAnyElementsOf(stored.keySet()));
    }

    private Map<String, String> acknowledged() {
        Map<String, String> facts = new TreeMap<>();
        testimonies().stream()
                .map(Testimony::facts)
                .flatMap(Collection::stream)
                .forEach(fact -> facts.put(fact.id(), line(Api.JSON.valueToTree(fact.body()), fact.state())));
        return facts;
    }

    private Map<String, String> stored() {
        Map<String, String> facts = new TreeMap<>();
        Stream.concat(subjects.stream(), Stream.of(learner))
                .flatMap(subject -> courier.all("/api/v1/activities?subject=" + subject).stream())
                .filter(fact -> fact.path("id").asText().startsWith("fact-"))
                .forEach(fact -> {
                    String id = fact.path("id").asText();
                    String before = facts.put(id, line(fact, fact.path("state").asText()));
                    assertThat(before).as("%s is stored twice", id).isNull();
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
    void assertSameElsewhere() {
        List<String> sample = new ArrayList<>(subjects);
        Collections.shuffle(sample, random);
        Retelling some = all.about(List.copyOf(sample.subList(0, SAMPLE)));
        try (Hoctap other = Hoctap.demo(Scratch.fresh("retold"), "--citizens", "1")) {
            Courier there = new Courier(() -> other);
            some.enter(there);
            some.tell(there, testimonies(), random);
            Map<String, String> outcome = some.outcome(courier);
            some.outcome(there)
                    .forEach((subject, right) -> assertThat(outcome.get(subject))
                            .as("%s, as a server that was never killed judges it", subject)
                            .isEqualTo(right));
        }
    }

    @Override
    public void close() {
        stopping.set(true);
        threads.close();
    }
}
