package vn.hoctap.server.title;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.plugin.ShippedSets;
import vn.hoctap.server.plugin.TestJar;

/** People change their group and their work in the middle of a year; the shipped sets judge them. */
class ChangedPersonTest {
    private static final LocalDate TODAY = LocalDate.now(Words.ZONE);
    private static final int YEAR = TODAY.getYear();
    private static final String AGENCY = "bhxh-binh-thuan";
    private static final List<String> INDICATORS = List.of(
            "cap-nhat-kien-thuc",
            "ke-hoach-hoc-tap",
            "tham-gia-cong-dong",
            "dong-vien-nguoi-than",
            "cong-nghe-thong-tin",
            "ngoai-ngu",
            "tinh-toan",
            "tu-duy-phan-bien",
            "quan-he-than-thien",
            "hop-tac-chia-se");

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Stream.concat(
                        Stream.of(ShippedSets.skills(), ShippedSets.within(AGENCY, AGENCY)),
                        Stream.of(ShippedSets.of("cong-dan", "nong-dan", "cong-chuc", "vien-chuc")))
                .toArray(TestJar[]::new));
        unit("binh-thuan", "province", "null");
        unit(AGENCY, "organisation", "\"binh-thuan\"");
        unit("truong-hoc", "organisation", "\"binh-thuan\"");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void unit(String id, String kind, String parent) {
        post(
                "/org-units",
                "{\"id\":\"%s\",\"kind\":\"%s\",\"name\":\"%s\",\"parent\":%s}".formatted(id, kind, id, parent));
    }

    private static void post(String path, String body) {
        assertThat(server.post("admin", "/api/v1" + path, body).status()).isLessThan(300);
    }

    private static String person(String group) {
        String id = "person-" + UUID.randomUUID();
        post("/subjects", """
                {"id":"%s","kind":"citizen","group":"%s","residence":"thon-3-quang-vinh","from":"2020-01-01"}""".formatted(id, group));
        return id;
    }

    /** Eight points everywhere, which is the title wherever everything may be appraised. */
    private static void appraised(String person, int cycle, List<String> indicators) {
        for (String indicator : indicators) {
            post("/assessments", """
                    {"id":"%s","subject":"%s","set":"cong-dan-hoc-tap/nong-dan","cycle":%d,"indicator":"%s","points":8,
                     "by":"appraiser"}""".formatted(UUID.randomUUID(), person, cycle, indicator));
        }
    }

    private static void learned(String person, String type, String course) {
        post("/activities", """
                {"subject":"%s","type":"%s","course":"%s","endedAt":"%s-01-01T00:00:00+07:00","hours":40}""".formatted(person, type, course, YEAR));
    }

    private static void changed(String person, String change) {
        int status = server.api(server.request("admin", "/api/v1/subjects/" + person)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(change)))
                .status();
        assertThat(status).isEqualTo(200);
    }

    private static void regrouped(String person, String group, LocalDate from) {
        changed(person, "{\"group\":\"%s\",\"from\":\"%s\"}".formatted(group, from));
    }

    /** State and set of each title of a cycle, in alphabetical order. */
    private static List<String> titles(String person, int cycle) {
        List<JsonNode> found = new ArrayList<>();
        server.get("admin", "/api/v1/subjects/" + person + "/titles")
                .at("/items")
                .forEach(found::add);
        return found.stream()
                .filter(title -> title.path("cycle").asInt() == cycle)
                .map(title -> title.path("state").asText() + " "
                        + title.path("set").asText().replaceFirst(".*/", ""))
                .sorted()
                .toList();
    }

    private static String reason(String person) {
        return server.get("admin", "/api/v1/subjects/" + person + "/titles")
                .body()
                .path("items")
                .findValuesAsText("reason")
                .toString();
    }

    private static JsonNode judged(String person) {
        return server.get("admin", "/api/v1/subjects/" + person + "/progress?cycle=" + YEAR)
                .at("/sets/0");
    }

    private static List<String> unmet(String person) {
        List<String> unmet = new ArrayList<>();
        judged(person).path("conditions").forEach(condition -> {
            if (!condition.path("outcome").asText().equals("MET")) {
                unmet.add(condition.path("id").asText());
            }
        });
        return unmet;
    }

    private static String farmerByReading() {
        String farmer = person("nong-dan");
        learned(farmer, "reading", "SACH-01");
        appraised(farmer, YEAR, INDICATORS.subList(1, INDICATORS.size()));
        assertThat(titles(farmer, YEAR)).containsExactly("AWARDED nong-dan");
        return farmer;
    }

    @Test
    void a_title_whose_ground_is_gone_in_the_new_group_is_withdrawn_and_says_why() {
        String farmer = farmerByReading();

        regrouped(farmer, "cong-chuc", TODAY);

        assertThat(titles(farmer, YEAR)).containsExactly("WITHDRAWN nong-dan");
        assertThat(reason(farmer)).contains("floor");
        assertThat(judged(farmer).path("set").asText()).isEqualTo("cong-dan-hoc-tap/cong-chuc");
        assertThat(unmet(farmer)).contains("floor");

        learned(farmer, "course", "BD-CV");
        assertThat(titles(farmer, YEAR)).containsExactly("AWARDED cong-chuc", "WITHDRAWN nong-dan");
    }

    @Test
    void a_title_that_the_new_group_earns_too_is_replaced_by_one_of_its_set() {
        String farmer = person("nong-dan");
        appraised(farmer, YEAR, INDICATORS);

        regrouped(farmer, "cong-chuc", TODAY);

        assertThat(titles(farmer, YEAR)).containsExactly("AWARDED cong-chuc", "SUPERSEDED nong-dan");
        assertThat(reason(farmer)).contains("Superseded by HT-");
    }

    @Test
    void a_change_that_is_dated_in_the_future_does_not_act_yet() {
        String farmer = farmerByReading();

        regrouped(farmer, "cong-chuc", TODAY.plusDays(1));

        assertThat(titles(farmer, YEAR)).containsExactly("AWARDED nong-dan");
        assertThat(judged(farmer).path("set").asText()).isEqualTo("cong-dan-hoc-tap/nong-dan");
    }

    @Test
    void a_year_that_is_over_is_judged_by_the_group_at_its_reference_date() {
        String farmer = person("nong-dan");
        appraised(farmer, YEAR - 1, INDICATORS);

        regrouped(farmer, "cong-chuc", LocalDate.of(YEAR, 1, 1));
        assertThat(titles(farmer, YEAR - 1)).containsExactly("AWARDED nong-dan");

        regrouped(farmer, "vien-chuc", LocalDate.of(YEAR - 1, 12, 31));
        assertThat(titles(farmer, YEAR - 1)).containsExactly("AWARDED vien-chuc", "SUPERSEDED nong-dan");
    }

    @Test
    void who_begins_to_work_at_the_agency_is_judged_by_its_own_set_and_who_stays_outside_by_the_nations() {
        String inside = person("vien-chuc");
        String outside = person("vien-chuc");
        for (String one : List.of(inside, outside)) {
            changed(one, "{\"workplaces\":[\"truong-hoc\"],\"from\":\"2020-01-01\"}");
            appraised(one, YEAR, INDICATORS);
        }

        changed(inside, "{\"workplaces\":[\"%s\"],\"from\":\"%s\"}".formatted(AGENCY, TODAY));

        assertThat(judged(inside).path("set").asText()).isEqualTo("cong-dan-hoc-tap/" + AGENCY);
        assertThat(unmet(inside)).contains("boi-duong-bat-buoc");
        assertThat(titles(inside, YEAR)).containsExactly("WITHDRAWN vien-chuc");
        assertThat(judged(outside).path("set").asText()).isEqualTo("cong-dan-hoc-tap/vien-chuc");
        assertThat(titles(outside, YEAR)).containsExactly("AWARDED vien-chuc");

        learned(inside, "course", "BHXH-NV");
        learned(outside, "course", "BHXH-NV");
        assertThat(titles(inside, YEAR)).containsExactly("AWARDED " + AGENCY, "WITHDRAWN vien-chuc");
        assertThat(titles(outside, YEAR)).containsExactly("AWARDED vien-chuc");
    }

    @Test
    void who_leaves_the_agency_is_judged_by_the_nations_set_again() {
        String leaver = person("vien-chuc");
        changed(leaver, "{\"workplaces\":[\"%s\"],\"from\":\"2020-01-01\"}".formatted(AGENCY));
        appraised(leaver, YEAR, INDICATORS);
        assertThat(titles(leaver, YEAR)).isEmpty();

        changed(leaver, "{\"workplaces\":null,\"from\":\"%s\"}".formatted(TODAY));

        assertThat(judged(leaver).path("set").asText()).isEqualTo("cong-dan-hoc-tap/vien-chuc");
        assertThat(titles(leaver, YEAR)).containsExactly("AWARDED vien-chuc");
    }
}
