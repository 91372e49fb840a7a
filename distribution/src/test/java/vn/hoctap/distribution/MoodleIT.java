package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a real Moodle sent, sent again. The people whom it names by mail address are known before, those whom it names
 * by its own numbers are entered only after their statements came.
 */
@ExtendWith(SharedDemo.class)
class MoodleIT {
    /** As the sender does. */
    private static final int BATCH = 30;

    private static final String MOODLE = "http://127.0.0.1:18200";
    private static final List<String> BY_MAIL = List.of("u00008", "u00009", "u00010");
    private static final List<String> BY_NUMBER = List.of("13", "14", "15", "16", "17");

    private static Api admin;
    private static Api moodle;
    private static String provider;
    private static int waiting;
    private static List<JsonNode> statements;
    private static Map<String, List<JsonNode>> once;
    private static Map<String, List<JsonNode>> twice;

    @BeforeAll
    static void a_moodle_sends_everything_twice(Hoctap hoctap) throws IOException {
        admin = Api.of(hoctap, "admin");
        admin.post("/api/v1/courses", course("SEC101", 12));
        admin.post("/api/v1/courses", course("SEC101-PAGE", 1));
        Answer made = admin.post("/api/v1/providers", Map.of("name", "Moodle")).is(201);
        provider = made.at("/id").asText();
        moodle = admin.provider(made.at("/key").asText(), made.at("/secret").asText(), "1.0.3");
        BY_MAIL.forEach(name -> enter(name, Map.of("mbox", "mailto:" + name + "@example.invalid")));

        send("by-mail.jsonl");
        send("by-user-number.jsonl");
        waiting = mine("WAITING").size();
        BY_NUMBER.forEach(name -> enter(name, Map.of("account", Map.of("homePage", MOODLE, "name", name))));
        once = facts();
        send("by-mail.jsonl");
        send("by-user-number.jsonl");
        twice = facts();
        statements = mine("NO_FACT");
    }

    @Test
    void what_means_learning_becomes_facts_of_the_right_people() {
        Map<String, List<String>> types = new LinkedHashMap<>();
        once.forEach((person, facts) -> types.put(
                person,
                facts.stream().map(fact -> fact.path("type").asText()).sorted().toList()));

        assertThat(types)
                .containsEntry("u00008", List.of("course", "reading"))
                .containsEntry("u00009", List.of("course", "reading"))
                .containsEntry("u00010", List.of())
                .containsEntry("13", List.of("course", "exam", "reading"))
                .containsEntry("14", List.of("course", "reading"))
                .containsEntry("15", List.of("course", "exam", "reading"))
                .containsEntry("16", List.of("course", "exam", "reading"))
                .containsEntry("17", List.of("course", "reading"));
    }

    @Test
    void they_are_trusted_and_carry_the_courses_own_code_and_the_true_score() {
        assertThat(once.values().stream().flatMap(List::stream)).allSatisfy(fact -> {
            assertThat(fact.path("state").asText()).isEqualTo("verified");
            assertThat(fact.at("/source/kind").asText()).isEqualTo("lms");
        });
        assertThat(of("13", "course").path("course").asText()).isEqualTo("SEC101");
        assertThat(of("13", "reading").path("course").asText()).isEqualTo("SEC101-PAGE");
        assertThat(of("13", "exam").at("/result/scaled").decimalValue()).isEqualByComparingTo("0.6667");
        assertThat(of("13", "exam").at("/result/passed").asBoolean()).isTrue();
        assertThat(of("15", "exam").at("/result/scaled").decimalValue()).isEqualByComparingTo("1");
    }

    @Test
    void statements_of_people_whom_nobody_knows_wait_for_them() {
        assertThat(waiting).isEqualTo(13);
        assertThat(mine("WAITING")).isEmpty();
        assertThat(once.get("13")).isNotEmpty();
    }

    @Test
    void they_move_the_persons_progress() {
        JsonNode progress = admin.get("/api/v1/subjects/" + id("14") + "/progress?cycle=2026")
                .is(200)
                .at("/sets/0");

        assertThat(progress.path("set").asText()).isEqualTo(Sent.FARMERS_SET);
        // Twelve hours of a course and one of reading, which the catalogue knows, are five points.
        assertThat(progress.path("total").decimalValue()).isEqualByComparingTo("5");
    }

    @Test
    void sent_twice_nothing_counts_twice() {
        assertThat(twice).isEqualTo(once);
    }

    @Test
    void every_other_statement_is_kept_and_says_why_it_is_no_fact() {
        assertThat(statements).hasSize(2 * (32 + 77 - 17));
        assertThat(statements)
                .allSatisfy(statement ->
                        assertThat(statement.path("reason").asText()).isNotBlank());
        assertThat(mine("FACT"))
                .hasSize(2 * 17)
                .allSatisfy(
                        statement -> assertThat(statement.path("fact").asText()).isNotBlank());
    }

    @Test
    void an_empty_batch_is_fine_and_a_wrong_sender_is_told_so() {
        assertThat(moodle.post("/xapi/statements", "[]").is(200).body()).isEmpty();
        moodle.provider("nobody", "wrong", "1.0.3")
                .post("/xapi/statements", "[]")
                .is(401);
        moodle.post("/xapi/statements", "[{\"verb\": {}}]").is(400);
    }

    private static void send(String file) throws IOException {
        List<String> lines = lines(file);
        for (int from = 0; from < lines.size(); from += BATCH) {
            List<String> batch = lines.subList(from, Math.min(lines.size(), from + BATCH));
            Answer answer = moodle.post("/xapi/statements", "[" + String.join(",", batch) + "]")
                    .is(200);
            assertThat(answer.body()).hasSize(batch.size());
        }
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream in = MoodleIT.class.getResourceAsStream("/xapi-moodle/" + file)) {
            assertThat(in).as(file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static void enter(String name, Map<String, ?> identity) {
        admin.post(
                        "/api/v1/subjects",
                        Sent.with(
                                Sent.with(Sent.farmer(id(name)), "identities", List.of(identity)),
                                "from",
                                "2026-01-01"))
                .is(201);
    }

    private static String id(String name) {
        return "moodle-" + name;
    }

    private static Map<String, Object> course(String code, int hours) {
        return Map.of("code", code, "title", "Information Security Basics", "hours", hours);
    }

    private static List<JsonNode> mine(String outcome) {
        return admin.all("/api/v1/statements?limit=100&outcome=" + outcome).stream()
                .filter(statement -> statement.path("provider").asText().equals(provider))
                .toList();
    }

    private static Map<String, List<JsonNode>> facts() {
        List<String> people = new ArrayList<>(BY_MAIL);
        people.addAll(BY_NUMBER);
        return people.stream()
                .collect(Collectors.toMap(
                        person -> person, person -> admin.all("/api/v1/activities?subject=" + id(person))));
    }

    private static JsonNode of(String person, String type) {
        return once.getOrDefault(person, List.of()).stream()
                .filter(fact -> fact.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
