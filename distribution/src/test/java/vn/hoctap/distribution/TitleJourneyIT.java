package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A farmer's way to the title and back, as another system sees it over HTTP. */
@ExtendWith(SharedDemo.class)
class TitleJourneyIT {
    private static final String ACTIVITIES = "/api/v1/activities";

    private Api officer;
    private String farmer;

    @BeforeEach
    void a_farmer_with_72_points(Hoctap hoctap) {
        officer = Api.of(hoctap, "officer");
        farmer = Sent.anyId("farmer");
        officer.post("/api/v1/subjects", Sent.farmer(farmer)).is(201);
        officer.post("/api/v1/assessments", Sent.appraisals(farmer)).is(200);
    }

    @Test
    void the_very_request_that_earns_the_title_names_it() {
        Answer ten = officer.post(ACTIVITIES, Sent.course(Sent.anyId("a"), farmer, 10));
        Answer twenty = officer.post(ACTIVITIES, Sent.course(Sent.anyId("b"), farmer, 10));

        assertThat(ten.is(200).at("/0/titles")).isEmpty();
        JsonNode title = twenty.is(200).at("/0/titles/0");
        assertThat(title.path("title").asText()).isEqualTo("cong-dan-hoc-tap");
        assertThat(title.path("set").asText()).isEqualTo(Sent.FARMERS_SET);
        assertThat(title.path("subject").asText()).isEqualTo(farmer);
        assertThat(title.path("cycle").asInt()).isEqualTo(Sent.cycle());
        assertThat(title.path("state").asText()).isEqualTo("AWARDED");
    }

    @Test
    void in_an_array_the_title_is_named_at_the_last_item_of_its_subject() {
        String other = Sent.anyId("farmer");
        officer.post("/api/v1/subjects", Sent.farmer(other)).is(201);

        Answer answer = officer.post(
                        ACTIVITIES,
                        List.of(
                                Sent.course(Sent.anyId("a"), farmer, 20),
                                Sent.course(Sent.anyId("b"), farmer, 1),
                                Sent.course(Sent.anyId("c"), other, 20)))
                .is(200);

        assertThat(Answer.list(answer.body()))
                .extracting(item -> item.path("titles").size())
                .containsExactly(0, 1, 0);
    }

    @Test
    void a_repeat_is_a_duplicate_and_earns_nothing_again() {
        Map<String, Object> decisive = Sent.course(Sent.anyId("a"), farmer, 20);
        Answer first = officer.post(ACTIVITIES, decisive).is(200);

        Answer repeat = officer.post(ACTIVITIES, decisive).is(200);

        assertThat(first.at("/0/status").asText()).isEqualTo("recorded");
        assertThat(repeat.at("/0/status").asText()).isEqualTo("duplicate");
        assertThat(repeat.at("/0/titles")).isEmpty();
        assertThat(titles()).hasSize(1);
        assertThat(officer.all(ACTIVITIES + "?subject=" + farmer)).hasSize(1);
    }

    @Test
    void progress_missing_and_titles_agree() {
        String first = Sent.anyId("a");
        officer.post(ACTIVITIES, Sent.course(first, farmer, 10)).is(200);
        assertThat(set(progress()).path("total").decimalValue()).isEqualByComparingTo("77");
        assertThat(set(progress()).path("outcome").asText()).isEqualTo("NOT_MET");
        assertThat(set(missing()).path("gap").decimalValue()).isEqualByComparingTo("3");
        assertThat(set(missing()).path("steps")).isNotEmpty();
        assertThat(titles()).isEmpty();

        officer.post(ACTIVITIES, Sent.course(Sent.anyId("b"), farmer, 10)).is(200);
        assertThat(set(progress()).path("total").decimalValue()).isEqualByComparingTo("80");
        assertThat(set(progress()).path("outcome").asText()).isEqualTo("MET");
        assertThat(set(missing()).path("gap").decimalValue()).isZero();
        assertThat(set(missing()).path("steps")).isEmpty();
        assertThat(titles()).hasSize(1);
        JsonNode title = titles().getFirst();
        assertThat(officer.get("/api/v1/titles/" + title.path("serial").asText())
                        .is(200)
                        .body())
                .isEqualTo(title);
        assertThat(countedFacts("cap-nhat-kien-thuc")).hasSize(2).containsEntry(first, 10.0);
    }

    @Test
    void what_is_missing_is_shown_with_courses_that_can_be_taken() {
        JsonNode steps = set(missing()).path("steps");

        assertThat(Answer.list(steps))
                .anySatisfy(step -> assertThat(step.path("courses")).isNotEmpty());
        assertThat(Answer.list(steps))
                .allSatisfy(step -> assertThat(step.path("do").asText()).isNotBlank());
    }

    @Test
    void withdrawing_the_decisive_activity_withdraws_the_title_with_its_reason() {
        Map<String, Object> decisive = Sent.course(Sent.anyId("a"), farmer, 20);
        officer.post(ACTIVITIES, decisive).is(200);

        Answer withdrawn = officer.delete(ACTIVITIES + "/" + decisive.get("id")).is(200);

        assertThat(withdrawn.at("/status").asText()).isEqualTo("withdrawn");
        assertThat(titles()).hasSize(1);
        assertThat(titles().getFirst().path("state").asText()).isEqualTo("WITHDRAWN");
        assertThat(titles().getFirst().path("reason").asText()).isNotBlank();
        assertThat(set(progress()).path("outcome").asText()).isNotEqualTo("MET");

        Answer repeat = officer.post(ACTIVITIES, decisive).is(200);
        assertThat(repeat.at("/0/status").asText()).isEqualTo("duplicate");
        assertThat(officer.all(ACTIVITIES + "?subject=" + farmer))
                .extracting(activity -> activity.path("state").asText())
                .containsExactly("withdrawn");
    }

    @Test
    void a_title_taken_away_by_an_officer_does_not_come_back_by_itself() {
        officer.post(ACTIVITIES, Sent.course(Sent.anyId("a"), farmer, 20)).is(200);
        String serial = titles().getFirst().path("serial").asText();

        Answer taken = officer.post("/api/v1/titles/" + serial + "/withdrawal", Map.of("reason", "Ghi nhầm người"))
                .is(200);
        Answer more = officer.post(ACTIVITIES, Sent.course(Sent.anyId("b"), farmer, 20))
                .is(200);

        assertThat(taken.at("/state").asText()).isEqualTo("WITHDRAWN");
        assertThat(taken.at("/reason").asText()).contains("Ghi nhầm người");
        assertThat(more.at("/0/titles")).isEmpty();
        assertThat(titles()).hasSize(1);
    }

    @Test
    void the_same_id_with_other_content_is_a_conflict_and_changes_nothing() {
        Map<String, Object> sent = Sent.course(Sent.anyId("a"), farmer, 3);
        officer.post(ACTIVITIES, sent).is(200);

        officer.post(ACTIVITIES, Sent.with(sent, "hours", 30)).is(409);

        assertThat(officer.all(ACTIVITIES + "?subject=" + farmer))
                .extracting(activity -> activity.path("hours").asInt())
                .containsExactly(3);
    }

    @Test
    void one_bad_item_of_many_is_pointed_at_and_nothing_is_stored() {
        Map<String, Object> good = Sent.course(Sent.anyId("a"), farmer, 20);
        Map<String, Object> bad = Sent.without(Sent.course(Sent.anyId("b"), farmer, 20), "endedAt");
        Map<String, Object> worse = Sent.with(Sent.course(Sent.anyId("c"), farmer, 20), "hours", -1);

        Answer answer = officer.post(ACTIVITIES, List.of(good, bad, worse)).is(400);

        assertThat(answer.pointers()).contains("/1/endedAt", "/2/hours");
        assertThat(officer.all(ACTIVITIES + "?subject=" + farmer)).isEmpty();
        assertThat(titles()).isEmpty();
    }

    @Test
    void an_unknown_subject_is_pointed_at() {
        Answer answer = officer.post(ACTIVITIES, List.of(Sent.course(Sent.anyId("a"), "nobody", 1)));

        assertThat(answer.status()).isIn(400, 403, 404);
        assertThat(answer.at("/detail").asText()).isNotBlank();
    }

    @Test
    void strangers_see_and_change_nothing() {
        Api nobody = officer.signedOut();
        nobody.get("/api/v1/subjects/" + farmer).is(401);
        nobody.post(ACTIVITIES, Sent.course(Sent.anyId("a"), farmer, 1)).is(401);

        Api learner = officer.as("learner");
        assertThat(learner.get("/api/v1/subjects/" + farmer).status()).isIn(403, 404);
        assertThat(learner.get("/api/v1/subjects/" + farmer + "/progress").status())
                .isIn(403, 404);
        assertThat(learner.post(ACTIVITIES, Sent.course(Sent.anyId("a"), farmer, 1))
                        .status())
                .isIn(403, 404);
        assertThat(learner.get(ACTIVITIES + "?subject=" + farmer).status()).isIn(403, 404);

        Api auditor = officer.as("auditor");
        auditor.get("/api/v1/subjects/" + farmer).is(200);
        auditor.post(ACTIVITIES, Sent.course(Sent.anyId("a"), farmer, 1)).is(403);
    }

    @Test
    void an_officers_part_ends_at_his_commune() {
        String elsewhere = Sent.anyId("farmer");
        officer.as("admin")
                .post("/api/v1/subjects", Sent.farmer(elsewhere, "lien-huong"))
                .is(201);

        assertThat(officer.get("/api/v1/subjects/" + elsewhere).status()).isIn(403, 404);
        assertThat(officer.post("/api/v1/subjects", Sent.farmer(Sent.anyId("farmer"), "lien-huong"))
                        .status())
                .isIn(403, 404);
    }

    @Test
    void what_a_learner_says_of_himself_waits_for_an_officer() {
        Api learner = officer.as("learner");
        String own = Tokens.subject(learner.token("learner"));
        String id = Sent.anyId("own");
        learner.post(ACTIVITIES, Sent.with(Sent.course(id, own, 2), "source", Map.of("kind", "officer")))
                .is(200);
        assertThat(activity(own, id).path("state").asText()).isEqualTo("pending");
        assertThat(activity(own, id).at("/source/kind").asText()).isEqualTo("self");
        Map<String, String> yes = Map.of("decision", "verified");

        assertThat(learner.post(ACTIVITIES + "/" + id + "/verification", yes).status())
                .isIn(403, 404);
        officer.post(ACTIVITIES + "/" + id + "/verification", yes).is(200);

        assertThat(activity(own, id).path("state").asText()).isEqualTo("verified");
    }

    private JsonNode activity(String subject, String id) {
        return officer.all(ACTIVITIES + "?subject=" + subject + "&limit=1000").stream()
                .filter(activity -> activity.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> titles() {
        return officer.all("/api/v1/subjects/" + farmer + "/titles");
    }

    private Answer progress() {
        return officer.get("/api/v1/subjects/" + farmer + "/progress").is(200);
    }

    private Answer missing() {
        return officer.get("/api/v1/subjects/" + farmer + "/missing").is(200);
    }

    private static JsonNode set(Answer answer) {
        assertThat(answer.at("/sets")).hasSize(1);
        assertThat(answer.at("/sets/0/set").asText()).isEqualTo(Sent.FARMERS_SET);
        return answer.at("/sets/0");
    }

    private Map<String, Double> countedFacts(String indicator) {
        return Answer.list(set(progress()).path("criteria")).stream()
                .flatMap(criterion -> Answer.list(criterion.path("indicators")).stream())
                .filter(found -> found.path("id").asText().equals(indicator))
                .flatMap(found -> Answer.list(found.path("facts")).stream())
                .collect(Collectors.toMap(
                        fact -> fact.path("id").asText(),
                        fact -> fact.path("counted").asDouble()));
    }
}
