package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import vn.hoctap.distribution.Courier.Reply;
import vn.hoctap.distribution.Testimony.Fact;

/**
 * One client of many. It records facts about anybody, says something about facts of its own, and changes people that no
 * other client changes, so that it always knows what must be stored in the end.
 */
final class TortureClient implements Runnable {
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofMillis(100);
    private static final String LEARNER = "learner";
    private static final String ADMIN = "admin";
    private static final List<String> TYPES = List.of("course", "reading", "workshop", "exam");
    private static final List<String> GROUPS = List.of("nong-dan", "nong-dan", "nong-dan", "cong-nhan", "vien-chuc");

    private final Courier courier;
    private final People people;
    private final RandomGenerator random;
    private final AtomicBoolean stopping;
    private final BooleanSupplier mayRecord;
    private final Testimony testimony = new Testimony();
    private final String name;
    private int sent;

    /**
     * @param subjects about whom it records
     * @param own of them, those whom only this client changes
     * @param learner who records his own learning, which then waits for verification
     */
    record People(List<String> subjects, List<String> own, String learner) {}

    /** @param mayRecord whether more facts are wanted for now; there is always something to repeat, to mark and to correct */
    TortureClient(
            String name,
            Courier courier,
            People people,
            RandomGenerator random,
            AtomicBoolean stopping,
            BooleanSupplier mayRecord) {
        this.mayRecord = mayRecord;
        this.name = name;
        this.courier = courier;
        this.people = people;
        this.random = random;
        this.stopping = stopping;
    }

    Testimony testimony() {
        return testimony;
    }

    @Override
    public void run() {
        while (!stopping.get()) {
            act();
        }
    }

    private void act() {
        int chance = random.nextInt(20);
        boolean recording = mayRecord.getAsBoolean();
        if (testimony.isEmpty() || (chance < 10 && recording)) {
            record();
        } else {
            if (!recording) {
                // Whatever starts meanwhile needs the processors too.
                rest(LONG);
            }
            switch (chance) {
                case 0, 10 -> repeat();
                case 11 -> contradict();
                case 12 -> mistake();
                case 13, 14, 15 -> decide();
                case 16 -> withdraw();
                case 17, 18, 19 -> change();
                default -> rest(SHORT);
            }
        }
    }

    private static void rest(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** New facts; a single one, or an array of a usual size. */
    private void record() {
        boolean own = random.nextInt(10) == 0;
        List<Map<String, Object>> items = fresh(List.of(1, 1, 20, 20, 100).get(random.nextInt(5)), own);
        Object body = items.size() == 1 && random.nextBoolean() ? items.getFirst() : items;
        Reply reply = post(own ? LEARNER : ADMIN, body).is(200);
        assertThat(ids(reply))
                .isEqualTo(items.stream().map(item -> item.get("id")).toList());
        // The server may itself have had to send it again to a database or node that was away: then it is a duplicate.
        assertThat(statuses(reply)).isSubsetOf("recorded", "duplicate");
        items.forEach(item -> testimony.acknowledged(item, own ? "pending" : "verified"));
    }

    /** What is known already, between things that are not. */
    private void repeat() {
        Fact known = testimony.any(random);
        List<Map<String, Object>> items = new ArrayList<>(fresh(random.nextInt(3), false));
        items.add(random.nextInt(items.size() + 1), known.body());
        Reply reply = post(ADMIN, items).is(200);
        int place = items.indexOf(known.body());
        assertThat(statuses(reply).get(place)).isEqualTo("duplicate");
        items.remove(place);
        items.forEach(item -> testimony.acknowledged(item, "verified"));
    }

    /** A known id with other content: nothing of the request may be stored. */
    private void contradict() {
        Fact known = testimony.any(random);
        refused(Sent.with(known.body(), "title", "Không phải như trước"), 409);
    }

    private void mistake() {
        Map<String, Object> body = fresh(1, false).getFirst();
        testimony.refused(body);
        refused(random.nextBoolean() ? Sent.with(body, "hours", -1) : Sent.with(body, "subject", "nobody"), 400);
    }

    private void refused(Map<String, Object> wrong, int status) {
        List<Map<String, Object>> items = new ArrayList<>(fresh(random.nextInt(4), false));
        items.forEach(testimony::refused);
        items.add(random.nextInt(items.size() + 1), wrong);
        post(ADMIN, items).is(status);
    }

    private void decide() {
        Fact fact = testimony.any(random);
        if (fact.open()) {
            String decision = random.nextInt(3) == 0 ? "verified" : "rejected";
            Map<String, String> body = Map.of("decision", decision, "reason", "Đã xem");
            courier.send(ADMIN, "POST", path(fact, "/verification"), body).is(200);
            testimony.said(fact, decision);
        }
    }

    private void withdraw() {
        Fact fact = testimony.any(random);
        courier.send(ADMIN, "DELETE", path(fact, ""), null).is(200);
        testimony.said(fact, "withdrawn");
    }

    /** A correction, often from a day in the past on. */
    private void change() {
        String subject = people.own().get(random.nextInt(people.own().size()));
        String from = LocalDate.now(ZoneOffset.UTC)
                .minusDays(random.nextInt(4) * 40L + 1)
                .toString();
        Map<String, Object> change = random.nextBoolean()
                ? Map.of("from", from, "group", GROUPS.get(random.nextInt(GROUPS.size())))
                : Map.of("from", from, "attributes", Map.of("region", random.nextBoolean() ? "difficult" : "normal"));
        courier.send(ADMIN, "PATCH", "/api/v1/subjects/" + subject, change).is(200);
        testimony.changed(subject, change);
    }

    private List<Map<String, Object>> fresh(int count, boolean own) {
        return Stream.generate(() -> {
                    String subject = own
                            ? people.learner()
                            : people.subjects()
                                    .get(random.nextInt(people.subjects().size()));
                    String type = TYPES.get(random.nextInt(TYPES.size()));
                    double hours = (1 + random.nextInt(12)) / 4.0;
                    return Sent.activity(name + "-" + ++sent, subject, type, Map.of("hours", hours));
                })
                .limit(count)
                .toList();
    }

    private Reply post(String persona, Object body) {
        return courier.send(persona, "POST", "/api/v1/activities", body);
    }

    private static String path(Fact fact, String what) {
        return "/api/v1/activities/" + fact.id() + what + "?subject=" + fact.subject();
    }

    private static List<String> ids(Reply reply) {
        return Answer.list(reply.body()).stream()
                .map(item -> item.path("id").asText())
                .toList();
    }

    private static List<String> statuses(Reply reply) {
        return Answer.list(reply.body()).stream()
                .map(item -> item.path("status").asText())
                .toList();
    }
}
