package vn.hoctap.server.orgunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.plugin.TestJar;

/**
 * The reform of 2025 in small: the districts end, provinces and communes merge, the places of the programmes among them. That
 * provinces merged into Ninh Bình is as it was; districts, communes and villages are sample data.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReformIT {
    private static final String REORGANISE = "/api/v1/org-units/reorganisations";
    private static final LocalDate LAST_DAY = LocalDate.of(2025, 6, 30);
    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 7, 1);
    private static final String REFORM = """
            {"effective": "2025-07-01", "reason": "Nghị quyết 202/2025/QH15", "steps": [
              {"kind": "merge", "units": ["ninh-binh", "ha-nam"], "into": {"id": "ninh-binh"}},
              {"kind": "dissolve", "units": ["huyen-bac"]},
              {"kind": "merge", "units": ["quang-vinh", "quang-tan"],
               "into": {"id": "quang-vinh-moi", "name": "Xã Quảng Vinh"}}]}""";

    private final TestServer server = TestServer.start();
    private final String inVillage = server.farmer("ref-thon", "thon-3-quang-vinh");
    private String atCommune = "";
    private String neighbour = "";

    @BeforeAll
    void before_the_reform() {
        unit("ha-nam", "province", "null");
        unit("huyen-bac", "district", "\"ninh-binh\"");
        unit("quang-tan", "commune", "\"huyen-bac\"");
        unit("thon-1-quang-tan", "village", "\"quang-tan\"");
        send("PATCH", "/api/v1/org-units/quang-vinh", "{\"parent\": \"huyen-bac\", \"parentFrom\": null}");
        send("PATCH", "/api/v1/org-units/quang-tan", "{\"attributes\": {\"region\": \"difficult\"}}");
        atCommune = server.farmer("ref-xa", "quang-tan");
        neighbour = server.farmer("ref-lang-gieng", "thon-1-quang-tan");
        Answer installed = server.api(server.request("admin", "/api/v1/plugins?orgUnit=quang-tan")
                .header("Content-Type", "application/java-archive")
                .POST(BodyPublishers.ofByteArray(local().content())));
        assertThat(installed.status()).as("%s", installed.body()).isBetween(200, 299);
        for (String farmer : List.of(inVillage, atCommune, neighbour)) {
            earn(farmer, 2024);
        }
        assertThat(server.get("officer", "/api/v1/subjects/" + neighbour).status())
                .isEqualTo(403);
        Answer shown = server.post("admin", REORGANISE + "?dryRun=true", REFORM);
        assertThat(shown.status()).as("%s", shown.body()).isEqualTo(200);
        preview(shown.body());
        assertThat(tree().holds("huyen-bac", FIRST_DAY)).isTrue();
        Answer begun = server.post("admin", REORGANISE, REFORM);
        assertThat(begun.status()).as("%s", begun.body()).isEqualTo(202);
        String job = begun.at("/id").asText();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> server.get("admin", "/api/v1/jobs/" + job)
                        .at("/state")
                        .asText()
                        .equals("DONE"));
        JsonNode result = server.get("admin", "/api/v1/jobs/" + job).at("/result");
        assertThat(result.at("/moved").asInt()).isEqualTo(1);
        assertThat(result.at("/units/ended").asInt()).isEqualTo(4);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private void preview(JsonNode preview) {
        assertThat(fates(preview, "CREATED")).containsExactly("quang-vinh-moi");
        assertThat(fates(preview, "ENDED")).containsExactly("ha-nam", "huyen-bac", "quang-vinh", "quang-tan");
        assertThat(fates(preview, "MOVED")).containsExactlyInAnyOrder("thon-3-quang-vinh", "thon-1-quang-tan");
        assertThat(preview.at("/firstYear").asInt()).isEqualTo(2025);
        assertThat(preview.at("/moving/citizen").asInt()).isEqualTo(1);
        assertThat(preview.at("/concerned/citizen").asInt()).isEqualTo(4);
        assertThat(preview.at("/titles/thu").asInt()).isEqualTo(3);
        assertThat(preview.at("/sets/0/scope").asText()).isEqualTo("quang-tan");
        assertThat(preview.at("/sets/0/heirs/0").asText()).isEqualTo("quang-vinh-moi");
        assertThat(preview.at("/roles").findValuesAsText("unit")).contains("quang-vinh");
        assertThat(preview.at("/attributes").findValuesAsText("unit")).containsExactly("quang-tan");
    }

    @Test
    void the_tree_of_each_day_is_as_it_was() {
        assertThat(tree().chain("thon-1-quang-tan", LAST_DAY))
                .containsExactly("thon-1-quang-tan", "quang-tan", "huyen-bac", "ninh-binh");
        assertThat(tree().chain("thon-1-quang-tan", FIRST_DAY))
                .containsExactly("thon-1-quang-tan", "quang-vinh-moi", "ninh-binh");
        assertThat(tree().below("ninh-binh", FIRST_DAY)).doesNotContain("huyen-bac", "quang-tan", "ha-nam");
        assertThat(tree().below("huyen-bac", LAST_DAY)).contains("quang-tan", "thon-3-quang-vinh");
        Answer ended = server.get("learner", "/api/v1/org-units/quang-tan");
        assertThat(ended.at("/to").asText()).isEqualTo("2025-07-01");
        assertThat(ended.at("/successors/0").asText()).isEqualTo("quang-vinh-moi");
    }

    @Test
    void whoever_lived_at_a_unit_that_ended_lives_at_its_successor_from_that_day_on() {
        assertThat(server.get("admin", "/api/v1/subjects/" + atCommune)
                        .at("/residence")
                        .asText())
                .isEqualTo("quang-vinh-moi");
        var stays = server.server()
                .core()
                .subjects()
                .find(atCommune)
                .orElseThrow()
                .history()
                .stays();
        assertThat(stays)
                .extracting("unit", "to")
                .containsExactlyInAnyOrder(tuple("quang-tan", FIRST_DAY), tuple("quang-vinh-moi", null));
    }

    @Test
    void titles_of_earlier_years_stay_and_years_are_judged_by_the_order_of_their_reference_day() {
        for (String farmer : List.of(inVillage, atCommune, neighbour)) {
            Answer titles = server.get("admin", "/api/v1/subjects/" + farmer + "/titles");
            assertThat(titles.at("/items").findValuesAsText("state")).containsExactly("AWARDED");
        }
        assertThat(judge(inVillage, 2024)).isEqualTo(TestServer.SET);
        assertThat(judge(neighbour, 2024)).isEqualTo("xa/nong-dan");
        assertThat(judge(inVillage, 2025)).isEqualTo("xa/nong-dan");
        assertThat(judge(neighbour, 2025)).isEqualTo("xa/nong-dan");
    }

    @Test
    void figures_of_earlier_years_stay_by_the_units_of_then() {
        String later = server.farmer("ref-sau", "thon-1-quang-tan");
        earn(later, 2025);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(achieved("quang-vinh-moi", 2025)).isEqualTo(1);
            assertThat(achieved("ninh-binh", 2025)).isEqualTo(1);
            assertThat(achieved("quang-tan", 2024)).isEqualTo(2);
        });
        assertThat(achieved("quang-vinh", 2024)).isEqualTo(1);
        assertThat(achieved("huyen-bac", 2024)).isEqualTo(3);
        assertThat(achieved("ninh-binh", 2024)).isEqualTo(3);
        assertThat(achieved("quang-vinh-moi", 2024)).isZero();
        assertThat(achieved("quang-tan", 2025)).isZero();
        assertThat(achieved("huyen-bac", 2025)).isZero();
    }

    private long achieved(String unit, int year) {
        Answer dashboard = server.get("admin", "/api/v1/org-units/" + unit + "/dashboard?cycle=" + year);
        assertThat(dashboard.status()).as("%s", dashboard.body()).isEqualTo(200);
        return dashboard
                .at("/titles")
                .valueStream()
                .mapToLong(line -> line.at("/achieved").asLong())
                .sum();
    }

    @Test
    void an_officer_of_a_commune_that_ended_is_one_of_its_successor() {
        assertThat(server.get("officer", "/api/v1/subjects/" + neighbour).status())
                .isEqualTo(200);
        assertThat(server.get("officer", "/api/v1/subjects/quang-vinh").status())
                .isEqualTo(200);
    }

    @Test
    void a_village_keeps_the_conditions_in_which_it_is() {
        assertThat(server.get("learner", "/api/v1/org-units/thon-1-quang-tan")
                        .at("/attributes/region")
                        .asText())
                .isEqualTo("difficult");
        assertThat(server.get("learner", "/api/v1/org-units/thon-3-quang-vinh")
                        .at("/attributes")
                        .size())
                .isZero();
    }

    @Test
    void it_is_one_act_and_is_found_by_each_unit() {
        List<JsonNode> acts =
                await().atMost(Duration.ofSeconds(10)).until(this::actsOfTheReform, found -> !found.isEmpty());
        assertThat(acts).hasSize(1);
        Answer ofUnit = server.post("admin", "/api/v1/audit/search?deed=unit-changed", "{\"q\":\"huyen-bac\"}");
        assertThat(ofUnit.at("/items").findValuesAsText("note"))
                .anyMatch(note -> note.startsWith(
                        "reorganisation " + acts.getFirst().at("/object").asText()));
    }

    private List<JsonNode> actsOfTheReform() {
        return server.get("admin", "/api/v1/audit?deed=units-reorganised")
                .at("/items")
                .valueStream()
                .filter(act -> act.at("/reason").asText().equals("Nghị quyết 202/2025/QH15"))
                .toList();
    }

    @Test
    void on_pages_units_are_found_changed_and_reorganised_step_by_step() {
        assertThat(page("/units?under=ninh-binh")).contains("Xã Quảng Vinh", "quang-vinh-moi", "quang-tan");
        assertThat(page("/units/of/quang-tan")).contains("quang-vinh-moi", "huyen-bac", "01/07/2025");
        unit("xa-doi", "commune", "\"ninh-binh\"");
        unit("xa-dong", "commune", "\"ninh-binh\"");
        String form = "effective=2026-01-01&reason=NQ&kind=merge&units=xa-doi%2C+xa-dong&intoId=xa-doi-dong";
        assertThat(form("/units/reorganise", form + "&deed=add").at("").asText())
                .contains("hãy cho biết tên");
        assertThat(form("/units/reorganise", form + "&intoName=%C4%90%E1%BB%93i+%C4%90%C3%B4ng&deed=add")
                        .at("")
                        .asText())
                .contains("Đồi Đông", "name=\"deed\" value=\"do\"");
        assertThat(tree().knows("xa-doi-dong")).isFalse();
        String plan = "[{\"kind\":\"merge\",\"units\":[\"xa-doi\",\"xa-dong\"],"
                + "\"into\":{\"id\":\"xa-doi-dong\",\"name\":\"Đồi Đông\"}}]";
        Answer done = form(
                "/units/reorganise",
                "effective=2026-01-01&reason=NQ&deed=do&plan=" + URLEncoder.encode(plan, StandardCharsets.UTF_8));
        assertThat(done.status()).isEqualTo(303);
        assertThat(page(done.headers().get("location").getFirst())).contains("NQ", "01/01/2026");
        assertThat(tree().heirs("xa-doi")).containsExactly("xa-doi-dong");
        assertThat(form("/units/of/xa-doi-dong", "name=X&kind=commune&parent=kh%C3%B4ng+c%C3%B3")
                        .status())
                .isEqualTo(400);
        assertThat(form(
                                "/units/of/xa-doi-dong",
                                "name=X%C3%A3+M%E1%BB%9Bi&kind=commune&parent=ninh-binh"
                                        + "&attributes=region%3A+difficult")
                        .status())
                .isEqualTo(303);
        assertThat(tree().find("xa-doi-dong").orElseThrow().name()).isEqualTo("Xã Mới");
        assertThat(tree().attributes("xa-doi-dong")).containsEntry("region", "difficult");
    }

    private String page(String path) {
        return server.send(server.request("admin", path)).at("").asText();
    }

    private Answer form(String path, String form) {
        return server.send(server.request("admin", path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    @Test
    void a_unit_that_has_ended_cannot_be_merged_again() {
        assertThat(server.post("admin", REORGANISE + "?dryRun=true", REFORM).pointers())
                .containsExactly("/steps/0/units/1");
    }

    private String judge(String subject, int year) {
        return server.get("admin", "/api/v1/subjects/" + subject + "/progress?cycle=" + year)
                .at("/sets/0/set")
                .asText();
    }

    private static List<String> fates(JsonNode preview, String fate) {
        return preview.at("/units")
                .valueStream()
                .filter(unit -> unit.at("/fate").asText().equals(fate))
                .map(unit -> unit.at("/id").asText())
                .toList();
    }

    private OrgTree tree() {
        return server.server().core().units().tree();
    }

    /** The same, asking for a little more, for one commune only. */
    private static TestJar local() {
        return TestJar.plugin("xa", "1.0.0")
                .with(
                        "criteria/xa.yaml",
                        TestServer.criteria()
                                .replace("id: thu/nong-dan", "id: xa/nong-dan\nawards: thu")
                                .replace("subject.group == \"nong-dan\"", "subject.group  == \"nong-dan\""));
    }

    private void earn(String farmer, int year) {
        for (int i = 0; i < 2; i++) {
            server.post("admin", "/api/v1/activities", """
                    {"id":"%s","subject":"%s","type":"reading","title":"Sách","endedAt":"%d-03-05T17:00:00+07:00"}""".formatted(UUID.randomUUID(), farmer, year));
        }
    }

    private void unit(String id, String kind, String parent) {
        send("POST", "/api/v1/org-units", """
                {"id":"%s","kind":"%s","name":"%s","parent":%s}""".formatted(id, kind, id, parent));
    }

    private void send(String method, String path, String body) {
        Answer answer = server.api(server.request("admin", path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
        assertThat(answer.status()).as("%s", answer.body()).isBetween(200, 299);
    }
}
