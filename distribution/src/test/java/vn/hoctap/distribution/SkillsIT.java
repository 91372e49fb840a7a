package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packed plugin ky-nang-so at work: its code is trusted because it is shipped. */
@ExtendWith(SharedDemo.class)
class SkillsIT {

    @Test
    void a_skill_of_digcomp_lifts_its_counterpart_and_a_lapsed_certificate_proves_nothing(Hoctap hoctap) {
        Api officer = Api.of(hoctap, "officer");
        String farmer = Sent.anyId("skilled");
        officer.post("/api/v1/subjects", Sent.farmer(farmer)).is(201);
        officer.post("/api/v1/activities", proving(farmer, "digcomp-2.2", "4.2", 4, Map.of()))
                .is(200);
        officer.post(
                        "/api/v1/activities",
                        proving(farmer, "tt02-2025", "4.3", 5, Map.of("validUntil", "2024-01-01T00:00:00+07:00")))
                .is(200);

        Answer skills = officer.get("/api/v1/subjects/" + farmer + "/skills").is(200);

        assertThat(skills.at("/framework").asText()).isEqualTo("tt02-2025");
        assertThat(Answer.list(skills.at("/components"))).hasSize(24);
        assertThat(component(skills, "4.2").path("level").asInt()).isEqualTo(4);
        assertThat(component(skills, "4.3").path("level").isNull()).isTrue();
        assertThat(component(skills, "6.1").path("level").isNull()).isTrue();
        assertThat(skills.at("/known").asInt()).isEqualTo(1);
    }

    @Test
    void the_three_frameworks_say_where_they_come_from_and_that_the_comparison_is_ours(Hoctap hoctap) {
        List<JsonNode> frameworks = Api.of(hoctap, "learner").all("/api/v1/skill-frameworks");

        assertThat(frameworks)
                .extracting(framework -> framework.path("id").asText())
                .containsExactly("tt02-2025", "qd757", "digcomp-2.2");
        assertThat(frameworks)
                .allSatisfy(framework ->
                        assertThat(framework.path("source").asText()).isNotBlank());
        assertThat(frameworks.subList(1, 3))
                .allSatisfy(framework ->
                        assertThat(framework.at("/crosswalk/status").asText()).isEqualTo("illustrative"));
    }

    private static Map<String, Object> proving(
            String subject, String framework, String component, int level, Map<String, Object> more) {
        Map<String, Object> body = Sent.activity(
                Sent.anyId("exam"),
                subject,
                "exam",
                Map.of("skills", List.of(Map.of("framework", framework, "component", component, "level", level))));
        body.putAll(more);
        return body;
    }

    private static JsonNode component(Answer skills, String id) {
        return Answer.list(skills.at("/components")).stream()
                .filter(component -> component.path("component").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
