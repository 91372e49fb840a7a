package vn.hoctap.server.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;

class EnrolmentApiTest {
    private static final String COMPLETED = "{\"state\":\"COMPLETED\"}";

    private static Classroom room;

    @BeforeAll
    static void start() {
        room = new Classroom();
    }

    @AfterAll
    static void stop() {
        room.close();
    }

    private static String farmer() {
        return room.server.anyFarmer();
    }

    @Test
    void a_learner_enrols_himself_once_however_often_and_cancels() {
        String course = room.anyCourse();
        Answer first = room.enrol("learner", TestServer.LEARNER, course, "");
        Answer again = room.enrol("learner", TestServer.LEARNER, course, "");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        String id = first.at("/id").asText();
        Answer cancelled = room.grade("learner", id, "{\"state\":\"CANCELLED\"}");
        assertThat(cancelled.at("/state").asText()).isEqualTo("CANCELLED");
        assertThat(room.enrol("learner", TestServer.LEARNER, course, "").status())
                .isEqualTo(201);
        assertThat(room.enrolment(id)
                        .at("/history")
                        .valueStream()
                        .map(change -> change.path("state").asText()))
                .containsExactly("ENROLLED", "CANCELLED");
    }

    @Test
    void of_all_who_race_for_the_last_seat_one_gets_it() throws Exception {
        String course = room.anyCourse();
        String session = room.session(course, 1);
        List<String> people = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            people.add(farmer());
        }
        List<Callable<Answer>> calls = people.stream()
                .<Callable<Answer>>map(person -> () -> room.enrol("center", person, course, session))
                .toList();

        List<Answer> answers = atOnce(calls);

        assertThat(answers).extracting(Answer::status).containsOnly(201, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(room.server
                        .get("learner", "/api/v1/courses/" + course + "/sessions")
                        .at("/items/0/free")
                        .asInt())
                .isZero();
    }

    @Test
    void the_same_person_entered_many_times_at_once_takes_one_seat() throws Exception {
        String course = room.anyCourse();
        String session = room.session(course, 5);
        String person = farmer();
        Callable<Answer> call = () -> room.enrol("center", person, course, session);

        List<Answer> answers = atOnce(List.of(call, call, call, call));

        assertThat(answers)
                .extracting(answer -> answer.at("/id").asText())
                .containsOnly(answers.getFirst().at("/id").asText());
        assertThat(room.server
                        .get("learner", "/api/v1/courses/" + course + "/sessions")
                        .at("/items/0/free")
                        .asInt())
                .isEqualTo(4);
    }

    private static List<Answer> atOnce(List<Callable<Answer>> calls) throws InterruptedException, ExecutionException {
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(calls.size())) {
            for (Future<Answer> answer : clients.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    @Test
    void completion_records_a_fact_with_the_catalogues_hours_and_names_the_title_it_won() {
        String person = farmer();
        String id = room.enrolled(person, room.anyCourse());

        Answer completed = room.grade("center", id, "{\"state\":\"COMPLETED\",\"result\":{\"scaled\":0.85}}");

        assertThat(completed.status()).isEqualTo(200);
        assertThat(titles(completed.body())).containsExactly(Classroom.TITLE);
        JsonNode fact = room.activities(person).at("/items/0");
        assertThat(fact.path("id").asText()).isEqualTo(completed.at("/activity").asText());
        assertThat(fact.path("hours").decimalValue()).isEqualByComparingTo("20");
        assertThat(fact.at("/result/passed").asBoolean()).isTrue();
        assertThat(fact.at("/result/scaled").decimalValue()).isEqualByComparingTo("0.85");
        assertThat(fact.at("/source/kind").asText()).isEqualTo("center");
        assertThat(fact.at("/skills/0/component").asText()).isEqualTo("4.2");
    }

    private static List<String> titles(JsonNode enrolment) {
        return enrolment.path("titles").findValuesAsText("title");
    }

    @Test
    void completing_twice_records_once() {
        String person = farmer();
        String id = room.enrolled(person, room.anyCourse());
        room.grade("center", id, COMPLETED);

        Answer again = room.grade("center", id, COMPLETED);

        assertThat(again.status()).isEqualTo(200);
        assertThat(titles(again.body())).isEmpty();
        assertThat(room.activities(person).at("/items")).hasSize(1);
        Answer other =
                room.grade("center", id, "{\"state\":\"COMPLETED\",\"completedAt\":\"2026-01-05T08:00:00+07:00\"}");
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void a_completion_that_is_taken_back_withdraws_its_fact_and_may_come_again() {
        String person = farmer();
        String id = room.enrolled(person, room.anyCourse());
        room.grade("center", id, COMPLETED);

        Answer open = room.grade("center", id, "{\"state\":\"IN_PROGRESS\"}");

        assertThat(open.at("/state").asText()).isEqualTo("IN_PROGRESS");
        assertThat(room.total(person)).isEqualTo("0");
        assertThat(room.activities(person).at("/items/0/state").asText()).isEqualTo("withdrawn");
        assertThat(titles(room.grade("center", id, COMPLETED).body())).containsExactly(Classroom.TITLE);
        assertThat(room.total(person)).isEqualTo("15");
    }

    @Test
    void withdrawing_the_fact_itself_opens_the_enrolment_too() {
        String person = farmer();
        String id = room.enrolled(person, room.anyCourse());
        String fact = room.grade("center", id, COMPLETED).at("/activity").asText();

        room.server.delete("center", "/api/v1/activities/" + fact + "?subject=" + person);

        assertThat(room.enrolment(id).at("/state").asText()).isEqualTo("IN_PROGRESS");
        assertThat(room.enrolment(id).at("/activity").isNull()).isTrue();
    }

    @Test
    void a_fact_from_elsewhere_completes_the_enrolment_and_is_not_doubled() {
        String person = farmer();
        String course = room.anyCourse();
        String id = room.enrolled(person, course);
        room.server.post("center", "/api/v1/activities", """
                {"id":"elsewhere-%s","subject":"%s","type":"course","course":"%s","endedAt":"%s"}""".formatted(id, person, course, Instant.now()));

        assertThat(room.enrolment(id).at("/state").asText()).isEqualTo("COMPLETED");
        assertThat(room.enrolment(id).at("/activity").asText()).isEqualTo("elsewhere-" + id);
        Answer completed = room.grade("center", id, COMPLETED);

        assertThat(completed.status()).isEqualTo(200);
        assertThat(room.activities(person).at("/items")).hasSize(1);
        assertThat(room.grade("center", id, "{\"state\":\"IN_PROGRESS\"}").status())
                .isEqualTo(409);
    }

    @Test
    void what_a_learner_only_claims_completes_nothing() {
        String course = room.anyCourse();
        String id =
                room.enrol("learner", TestServer.LEARNER, course, "").at("/id").asText();
        room.server.post("learner", "/api/v1/activities", """
                {"subject":"%s","type":"course","course":"%s","endedAt":"%s"}""".formatted(TestServer.LEARNER, course, Instant.now()));

        assertThat(room.enrolment(id).at("/state").asText()).isEqualTo("ENROLLED");
    }

    @Test
    void who_has_not_passed_gets_no_fact() {
        String person = farmer();
        String id = room.enrolled(person, room.anyCourse());

        Answer failed = room.grade("center", id, "{\"state\":\"NOT_PASSED\"}");

        assertThat(failed.at("/state").asText()).isEqualTo("NOT_PASSED");
        assertThat(room.activities(person).at("/items")).isEmpty();
        assertThat(room.grade("center", id, COMPLETED).at("/state").asText()).isEqualTo("COMPLETED");
    }

    @Test
    void nobody_grades_himself_or_what_is_not_his() {
        String course = room.anyCourse();
        String own =
                room.enrol("learner", TestServer.LEARNER, course, "").at("/id").asText();
        assertThat(room.grade("learner", own, COMPLETED).status()).isEqualTo(403);
        assertThat(room.grade("learner", own, "{\"progress\":50}").status()).isEqualTo(403);

        String foreign = room.course("HCM-" + own, "tphcm");
        String there = room.enrol("admin", farmer(), foreign, "").at("/id").asText();
        assertThat(room.grade("center", there, COMPLETED).status()).isEqualTo(403);

        String stranger = room.server.farmer("hcm-" + own, "tphcm");
        assertThat(room.enrol("center", stranger, course, "").status()).isEqualTo(403);
        String his = room.enrol("admin", stranger, course, "").at("/id").asText();
        assertThat(room.grade("center", his, COMPLETED).status()).isEqualTo(403);
        assertThat(room.server
                        .get("center", "/api/v1/enrolments?course=" + course)
                        .body()
                        .findValuesAsText("id"))
                .contains(own)
                .doesNotContain(his);
        assertThat(room.server.get("learner", "/api/v1/enrolments/" + his).status())
                .isEqualTo(404);
    }

    @Test
    void a_session_that_takes_nobody_says_why() {
        String course = room.anyCourse();
        String over = room.session(course, 5, Instant.now().minus(Duration.ofDays(2)));
        String cancelled = room.session(course, 5);
        room.patch(
                "center",
                "/api/v1/courses/" + course + "/sessions/" + cancelled,
                "{\"cancellation\":\"Giảng viên ốm\"}");
        String closed = room.session(course, 5);
        room.patch(
                "center",
                "/api/v1/courses/" + course + "/sessions/" + closed,
                "{\"registerUntil\":\"2020-01-01T00:00:00+07:00\"}");
        String other = room.session(room.anyCourse(), 5);

        for (String session : List.of(over, cancelled, closed, other, "nothing")) {
            Answer refused = room.enrol("learner", TestServer.LEARNER, course, session);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.pointers()).containsExactly("/session");
        }
        assertThat(room.enrol("center", farmer(), course, closed).status()).isEqualTo(201);
    }

    @Test
    void another_session_is_a_move_and_frees_the_seat() {
        String course = room.anyCourse();
        String first = room.session(course, 1);
        String second = room.session(course, 1);
        String person = farmer();
        Answer entered = room.enrol("center", person, course, first);

        Answer moved = room.enrol("center", person, course, second);

        assertThat(moved.at("/id")).isEqualTo(entered.at("/id"));
        assertThat(moved.at("/session").asText()).isEqualTo(second);
        assertThat(room.enrol("center", farmer(), course, first).status()).isEqualTo(201);
    }

    @Test
    void thirty_people_are_completed_at_once_or_none() {
        String course = room.anyCourse();
        String session = room.session(course, 40);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String id =
                    room.enrol("center", farmer(), course, session).at("/id").asText();
            items.add("{\"id\":\"" + id + "\",\"state\":\"COMPLETED\"}");
        }
        String withdrawn = room.enrolled(farmer(), course);
        room.grade("center", withdrawn, "{\"state\":\"CANCELLED\"}");
        List<String> wrong = new ArrayList<>(items);
        wrong.set(1, "{\"id\":\"" + withdrawn + "\",\"state\":\"COMPLETED\"}");

        Answer refused = room.patch("center", "/api/v1/enrolments", wrong.toString());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.pointers()).containsExactly("/1");
        assertThat(room.server
                        .get("center", "/api/v1/enrolments?state=COMPLETED&course=" + course)
                        .at("/items"))
                .isEmpty();

        Answer done = room.patch("center", "/api/v1/enrolments", items.toString());
        assertThat(done.body()).hasSize(30);
        assertThat(done.body().valueStream().flatMap(one -> titles(one).stream()))
                .hasSize(30);
        Answer page = room.server.get("center", "/api/v1/enrolments?limit=20&session=" + session);
        assertThat(page.at("/items")).hasSize(20);
        String next = page.headers().get("link").getFirst().replaceAll("<(.*)>.*", "$1");
        assertThat(room.server.get("center", next).at("/items")).hasSize(10);
    }

    @Test
    void progress_is_kept_with_who_said_so() {
        String id = room.enrolled(farmer(), room.anyCourse());

        Answer progress = room.grade("center", id, "{\"progress\":60}");

        assertThat(progress.at("/state").asText()).isEqualTo("IN_PROGRESS");
        assertThat(progress.at("/progress").asInt()).isEqualTo(60);
        assertThat(room.enrolment(id).at("/history/1/changedBy").asText()).isEqualTo("center");
        assertThat(room.grade("center", id, "{\"progress\":101}").status()).isEqualTo(400);
        assertThat(room.grade("center", id, "{\"progress\":10,\"hours\":3}").pointers())
                .containsExactly("/state");
    }

    @Test
    void a_completion_in_the_future_is_refused_at_its_place() {
        String id = room.enrolled(farmer(), room.anyCourse());

        Answer refused =
                room.grade("center", id, "{\"state\":\"COMPLETED\",\"completedAt\":\"2199-01-01T00:00:00+07:00\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.pointers()).containsExactly("/completedAt");
        assertThat(room.enrolment(id).at("/state").asText()).isEqualTo("ENROLLED");
    }
}
