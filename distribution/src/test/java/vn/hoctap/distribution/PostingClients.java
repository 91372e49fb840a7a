package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Clients that post single activities and arrays of them, and keep their own record of what was acknowledged. */
final class PostingClients {
    private static final int MAX_ARRAY = 20;
    private static final int REPEATED_AT_ONCE = 1_000;

    private final List<String> subjects;
    private final Queue<List<Map<String, Object>>> requests = new ConcurrentLinkedQueue<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    PostingClients(List<String> subjects) {
        this.subjects = subjects;
    }

    /** One client's work; it ends when the server answers no more. */
    void postUntilItFails(Api api, Random random) {
        try {
            while (true) {
                post(api, random);
            }
        } catch (UncheckedIOException killed) {
            // The end that this client expects.
        }
    }

    private void post(Api api, Random random) {
        boolean single = random.nextBoolean();
        List<Map<String, Object>> items = Stream.generate(() -> anyActivity(random))
                .limit(single ? 1 : 1 + random.nextInt(MAX_ARRAY))
                .toList();
        requests.add(items);
        Answer answer = api.post("/api/v1/activities", single ? items.getFirst() : items)
                .is(200);
        List<JsonNode> receipts = Answer.list(answer.body());
        assertThat(receipts).extracting(PostingClients::id).isEqualTo(ids(items));
        assertThat(receipts)
                .extracting(receipt -> receipt.path("status").asText())
                .containsOnly("recorded");
        acknowledged.addAll(ids(items));
    }

    private Map<String, Object> anyActivity(Random random) {
        String subject = subjects.get(random.nextInt(subjects.size()));
        return Sent.course("kill-fact-" + count.incrementAndGet(), subject, 0.5 + random.nextInt(4));
    }

    int acknowledged() {
        return acknowledged.size();
    }

    Collection<String> sentOf(String subject) {
        return requests.stream()
                .flatMap(List::stream)
                .filter(activity -> subject.equals(activity.get("subject")))
                .map(activity -> String.valueOf(activity.get("id")))
                .toList();
    }

    /** What was acknowledged is there, and of each request all or nothing. */
    void checkSurvivors(Map<String, List<String>> stored) {
        Set<String> all = new HashSet<>();
        stored.values().forEach(all::addAll);
        assertThat(all).containsAll(acknowledged);
        assertThat(requests)
                .allSatisfy(request -> assertThat(
                                ids(request).stream().filter(all::contains).count())
                        .isIn(0L, (long) request.size()));
    }

    /** Sends everything again: what was acknowledged must be a duplicate, the rest may be. */
    void repeatAll(Api api) {
        List<Map<String, Object>> all = requests.stream().flatMap(List::stream).toList();
        for (int from = 0; from < all.size(); from += REPEATED_AT_ONCE) {
            List<Map<String, Object>> part = all.subList(from, Math.min(all.size(), from + REPEATED_AT_ONCE));
            Answer answer = api.post("/api/v1/activities", part).is(200);
            assertThat(Answer.list(answer.body()))
                    .filteredOn(receipt -> acknowledged.contains(id(receipt)))
                    .allSatisfy(receipt ->
                            assertThat(receipt.path("status").asText()).isEqualTo("duplicate"));
        }
    }

    private static String id(JsonNode receipt) {
        return receipt.path("id").asText();
    }

    private static List<String> ids(List<Map<String, Object>> items) {
        return items.stream().map(item -> String.valueOf(item.get("id"))).toList();
    }
}
