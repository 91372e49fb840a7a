package vn.hoctap.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.job.JobState;

/** Ten readers of one to ten books; whoever has read three holds the title. */
@TestMethodOrder(MethodOrderer.Random.class)
class SimulationApiTest {
    private static final SimulationFixture HERE = new SimulationFixture();
    private static final int READERS = 10;
    private static final int YEAR = SimulationFixture.YEAR;
    private static final String FIVE =
            "{\"set\":\"doc/sach\",\"cycle\":%d,\"parameters\":{\"books\":5}}".formatted(YEAR);

    @BeforeAll
    static void readers() {
        for (int books = 1; books <= READERS; books++) {
            HERE.reads(HERE.server.farmer("doc-%02d".formatted(books), books % 2 == 0 ? "tphcm" : "quang-vinh"), books);
        }
        assertThat(HERE.install(SimulationFixture.jar("1.0.0", SimulationFixture.set("mot", 1, 3, ""), null)))
                .isEmpty();
        HERE.awaitBatch();
        assertThat(HERE.live().keySet().stream().filter(key -> key.contains(" doc ")))
                .hasSize(8);
    }

    @AfterAll
    static void close() {
        HERE.close();
    }

    private static Answer start(String persona, String body) {
        return HERE.server.post(persona, "/api/v1/simulations", body);
    }

    private static UUID id(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return UUID.fromString(answer.at("/id").asText());
    }

    private static JsonNode simulated(String body) {
        return HERE.awaitEnd(id(start("admin", body)));
    }

    private static String draft(String yaml, String more) {
        return Json.mapper()
                        .createObjectNode()
                        .put("cycle", YEAR)
                        .put("draft", yaml)
                        .toString()
                        .replaceFirst("}$", "")
                + more
                + "}";
    }

    @Test
    void other_values_of_parameters_are_tried_and_nothing_changes() {
        Map<String, String> before = HERE.live();
        UUID id = id(start("admin", """
                {"set":"doc/sach","cycle":%d,"parameters":{"books":5}}""".formatted(YEAR)));
        JsonNode result = HERE.awaitEnd(id);

        assertThat(result.path("held").asInt()).isEqualTo(8);
        assertThat(result.path("lost").asInt()).isEqualTo(2);
        assertThat(result.path("gained").asInt()).isZero();
        assertThat(result.path("lostShare").asInt()).isEqualTo(25);
        assertThat(result.path("signatures").asInt()).isEqualTo(2);
        assertThat(result.path("units").findValuesAsText("unit")).containsExactlyInAnyOrder("ninh-binh", "tphcm");
        assertThat(result.path("groups").findValuesAsText("group")).containsExactly("nong-dan");
        assertThat(HERE.live()).isEqualTo(before);

        Answer lost = HERE.server.get("admin", "/api/v1/simulations/" + id + "/changes?fate=lost");
        assertThat(lost.at("/items").findValuesAsText("subject")).containsExactly("doc-03", "doc-04");
        assertThat(lost.at("/items/0/why").asText()).contains("3, needed 5");
        Answer page = HERE.server.get("admin", "/api/v1/simulations/" + id + "/changes?fate=lost&limit=1");
        assertThat(page.headers().get("link").getFirst()).contains("rel=\"next\"");
    }

    @Test
    void a_simulation_that_was_killed_goes_on_where_it_was() {
        UUID id = id(start("admin", FIVE));
        HERE.awaitEnd(id);
        Map<String, String> whole = HERE.changes(id);

        HERE.killAfter(id, "doc-03", false);

        assertThat(HERE.awaitEnd(id).path("lost").asInt()).isEqualTo(2);
        assertThat(HERE.changes(id)).isEqualTo(whole);
        assertThat(reasons(id)).containsEntry("doc-03", "seen before").doesNotContainEntry("doc-04", "seen before");
    }

    @Test
    void a_cancelled_simulation_stops_at_its_next_page_and_makes_room_for_another() {
        UUID id = id(start("admin", FIVE));
        HERE.awaitEnd(id);

        HERE.killAfter(id, "doc-03", true);

        await().until(() -> HERE.job(id).state() == JobState.CANCELLED);
        assertThat(HERE.job(id).result().path("subjects").asInt())
                .as("as far as it came")
                .isEqualTo(1);
        assertThat(simulated(FIVE).path("lost").asInt()).isEqualTo(2);
    }

    private static Map<String, String> reasons(UUID id) {
        return HERE
                .sql()
                .rows("select s.id, c.why from title_change c join subject s on s.key = c.subject where job = $1", id)
                .stream()
                .filter(row -> row.getString("why") != null)
                .collect(Collectors.toMap(row -> row.getString("id"), row -> row.getString("why")));
    }

    @Test
    void collectives_are_not_tried_and_it_says_how_many_count_these_people_and_which_are_still_counted() {
        HERE.sql()
                .update(
                        "insert into contribution (member, collective, title, cycle, epoch, counts)"
                                + " select key, 0, 'family', 2026, 1, '\\x01' from subject where id in ('doc-03', 'doc-04', 'doc-09')");
        HERE.sql()
                .update(
                        "insert into headcount (collective, title, cycle, set_id, set_version, epoch, reached_unit,"
                                + " reached, members, holding)"
                                + " select key, 'doc', $1, 'a', '1', 1, '', 0, '{}', '{}' from subject where id = 'doc-01'",
                        YEAR);
        try {
            UUID id = id(start("admin", FIVE));
            assertThat(HERE.awaitEnd(id).path("collectives").asInt()).isEqualTo(1);
            assertThat(TestBrowser.as("admin", HERE.server)
                            .get("/simulations/" + id)
                            .html())
                    .contains("đang tính những người này: 1");

            UUID batch = id(HERE.server.post(
                    "admin", "/api/v1/reevaluations", "{\"set\":\"doc/sach\",\"cycle\":%d}".formatted(YEAR)));
            assertThat(HERE.awaitEnd(batch).path("counting")).hasSize(1);
        } finally {
            HERE.sql().update("delete from contribution where collective = 0");
            HERE.sql().update("delete from headcount where set_id = 'a'");
        }
    }

    @Test
    void a_draft_is_tried_for_one_part_of_the_tree() {
        JsonNode result = simulated(draft(SimulationFixture.set("nhap", 2, 1, ""), ",\"orgUnit\":\"quang-vinh\""));
        assertThat(result.path("gained").asInt()).isEqualTo(1);
        assertThat(result.path("lost").asInt()).isZero();
    }

    @Test
    void a_draft_with_faults_is_refused_with_their_lines() {
        Answer answer =
                start("admin", draft(SimulationFixture.set("nhap", 2, 1, "").replace("total >=", "tota >="), ""));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/pointer").asText()).isEqualTo("/draft");
        assertThat(answer.at("/errors/0/detail").asText()).startsWith("Line ").contains("tota");
    }

    @Test
    void an_unknown_set_parameter_or_year_is_refused() {
        assertThat(start("admin", "{\"set\":\"doc/khong\",\"cycle\":2026}").pointers())
                .containsExactly("/set");
        assertThat(start("admin", "{\"set\":\"doc/sach\",\"cycle\":%d,\"parameters\":{\"sach\":1}}".formatted(YEAR))
                        .pointers())
                .containsExactly("/parameters/sach");
        assertThat(start("admin", "{\"set\":\"doc/sach\",\"cycle\":%d}".formatted(YEAR - 1))
                        .pointers())
                .containsExactly("/cycle");
    }

    @Test
    void a_centre_tries_within_its_part_and_nowhere_else() {
        UUID id =
                id(start("center", "{\"set\":\"doc/sach\",\"cycle\":%d,\"parameters\":{\"books\":5}}".formatted(YEAR)));
        assertThat(HERE.awaitEnd(id).path("lost").asInt()).isEqualTo(1);
        assertThat(start("center", "{\"set\":\"doc/sach\",\"cycle\":%d,\"orgUnit\":\"tphcm\"}".formatted(YEAR))
                        .status())
                .isEqualTo(403);
        assertThat(start("learner", "{\"set\":\"doc/sach\",\"cycle\":%d}".formatted(YEAR))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void all_changes_are_a_spreadsheet() throws IOException, InterruptedException {
        UUID id =
                id(start("admin", "{\"set\":\"doc/sach\",\"cycle\":%d,\"parameters\":{\"books\":4}}".formatted(YEAR)));
        HERE.awaitEnd(id);
        byte[] file = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(HERE.server.at("/api/v1/simulations/" + id + "/changes?format=xlsx"))
                                .header("Authorization", "Bearer " + HERE.server.token("admin"))
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            assertThat(book.getFirstSheet().read()).hasSize(2).last().satisfies(row -> {
                assertThat(row.getCellText(0)).isEqualTo("doc-03");
                assertThat(row.getCellText(8)).isEqualTo("Mất");
            });
        }
    }

    @Test
    void a_dangerous_change_waits_for_two_people_and_then_holds_at_once_and_can_be_taken_back_once() {
        Map<String, String> before = HERE.live();
        UUID simulation = HERE.install(SimulationFixture.jar("2.0.0", SimulationFixture.set("hai", 2, 5, ""), null))
                .orElseThrow();
        assertThat(HERE.awaitEnd(simulation).path("lost").asInt()).isEqualTo(2);

        HERE.sign(simulation, SimulationFixture.ADMIN);
        HERE.sign(simulation, SimulationFixture.ADMIN);
        assertThat(HERE.server
                        .get("admin", "/api/v1/simulations/" + simulation)
                        .at("/missingSignatures")
                        .asInt())
                .isEqualTo(1);
        assertThat(HERE.live()).as("one person is not enough, however often").isEqualTo(before);

        HERE.sign(simulation, SimulationFixture.SECOND);
        UUID batch = HERE.awaitBatch();
        assertThat(HERE.changes(batch)).isEqualTo(HERE.changes(simulation));
        assertThat(HERE.live().values())
                .filteredOn(title -> title.contains(" hai "))
                .hasSize(6);
        HERE.agrees("two people signed");
        assertThat(HERE.server
                        .get("admin", "/api/v1/reevaluations/" + batch)
                        .at("/plugin")
                        .asText())
                .isEqualTo("doc");

        HERE.forgetWhatWasNoted(batch, "mot");
        HERE.awaitEnd(batch);
        assertThat(HERE.changes(batch))
                .as("a page that is done again after a kill is noted as it should be")
                .isEqualTo(HERE.changes(simulation));

        UUID undoing = HERE.undo(batch);
        HERE.awaitEnd(undoing);
        assertThat(HERE.live()).isEqualTo(before);
        HERE.agrees("two people signed");
        assertThatThrownBy(() -> HERE.undo(batch)).isInstanceOf(Problem.class);
        assertThat(HERE.job(undoing).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void who_is_judged_already_is_not_judged_again_unless_everybody_is() {
        JsonNode nobody = HERE.awaitEnd(id(HERE.server.post(
                "admin", "/api/v1/reevaluations", "{\"set\":\"doc/sach\",\"cycle\":%d}".formatted(YEAR))));
        assertThat(nobody.path("concerned").asInt()).isZero();
        JsonNode everybody = HERE.awaitEnd(id(HERE.server.post(
                "admin",
                "/api/v1/reevaluations",
                "{\"set\":\"doc/sach\",\"cycle\":%d,\"everybody\":true}".formatted(YEAR))));
        assertThat(everybody.path("concerned").asInt()).isGreaterThanOrEqualTo(READERS);
        assertThat(everybody.path("gained").asInt() + everybody.path("lost").asInt())
                .isZero();
    }

    @Test
    void the_pages_show_what_was_tried() {
        UUID id =
                id(start("admin", "{\"set\":\"doc/sach\",\"cycle\":%d,\"parameters\":{\"books\":5}}".formatted(YEAR)));
        HERE.awaitEnd(id);
        TestBrowser browser = TestBrowser.as("admin", HERE.server);
        assertThat(browser.get("/simulations/" + id).html())
                .contains("Sẽ thêm 0 danh hiệu, mất 2 danh hiệu")
                .contains("được 3, cần 5");
        assertThat(browser.get("/simulations?set=doc/sach").html()).contains("param.books");
    }
}
