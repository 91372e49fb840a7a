package vn.hoctap.server.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;

/** A centre writes a criteria set, tries it and publishes it, in a browser without scripts. */
class EditorTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestBrowser centre() {
        return TestBrowser.as("center", server);
    }

    private static String anyName() {
        return "Bo " + UUID.randomUUID().toString().substring(0, 8);
    }

    private static Page begun(TestBrowser browser, String unit, String base) {
        return browser.submit("/editor", "name", anyName(), "unit", unit, "base", base);
    }

    private static Page alone(TestBrowser browser) {
        return begun(browser, "quang-vinh", "");
    }

    /** Sends the form with one box changed, as a browser does: all boxes as they are in the page. */
    private static Page fill(TestBrowser browser, Page page, String... changes) {
        List<String> fields = new ArrayList<>(List.of("revision", page.field("revision")));
        fields.addAll(Arrays.asList(changes));
        return browser.submit(page.address() + "/form", fields.toArray(String[]::new));
    }

    private static Page write(TestBrowser browser, Page page, String yaml) {
        return browser.submit(page.address() + "/text", "revision", page.field("revision"), "yaml", yaml);
    }

    private static String yaml(Page page) {
        String html = page.html();
        int from = html.indexOf('>', html.indexOf("<textarea id=\"yaml\"")) + 1;
        return html.substring(from, html.indexOf("</textarea>", from))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    @Test
    void a_new_draft_is_right_from_the_start() {
        Page page = alone(centre());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("Không có lỗi nào", "quang-vinh", "Tổng điểm phải đạt");
        assertThat(yaml(page)).contains("cycle: {kind: calendar-year}", "measure: sum");
        assertThat(centre().get("/editor").text()).contains("Bản nháp");
    }

    @Test
    void a_set_based_on_another_shows_its_numbers_and_says_only_what_differs() {
        TestBrowser browser = centre();
        Page page = begun(browser, "quang-vinh", TestServer.SET);

        assertThat(page.text()).contains("Không có lỗi nào", "Dựa trên bộ “Thử”", "Các chỉ số của bộ gốc");
        Page changed = fill(browser, page, "do", "condition:total");
        assertThat(yaml(changed))
                .contains("extends: thu/nong-dan", "total >= 10")
                .doesNotContain("indicators:");
        Page more = fill(browser, changed, "if@/award/requires/0", "7,5");
        assertThat(yaml(more)).contains("total >= 7.5");
    }

    @Test
    void what_is_entered_in_the_form_is_written_into_the_text() {
        TestBrowser browser = centre();
        Page page = alone(browser);
        String indicator = "/criteria/0/indicators/0";

        Page filled = fill(
                browser,
                page,
                indicator + "/name/vi",
                "Đọc sách",
                indicator + "/max",
                "20",
                "types@" + indicator + "/from/0",
                "reading",
                "verified@" + indicator + "/from/0",
                "",
                indicator + "/from/0/points/1/give",
                "20",
                "audience",
                "nong-dan");

        assertThat(yaml(filled))
                .contains("name: {vi: Đọc sách}", "max: 20", "where: 'activity.type == \"reading\"'", "give: 20}")
                .contains("audience: subject.group == \"nong-dan\"")
                .doesNotContain("trust: verified");
        assertThat(filled.text()).contains("Không có lỗi nào");
        assertThat(filled.field(indicator + "/max")).isEqualTo("20");
    }

    @Test
    void parts_come_and_go_by_buttons() {
        TestBrowser browser = centre();
        Page page = alone(browser);

        Page more = fill(browser, page, "do", "criterion");
        assertThat(more.text()).contains("Không có lỗi nào");
        assertThat(yaml(more)).contains("id: nhom-2", "id: chi-so-3");
        Page band = fill(browser, more, "do", "band:/criteria/1/indicators/0/from/0");
        assertThat(yaml(band)).contains("{atLeast: 20, give: 10}");
        Page less = fill(browser, band, "do", "remove:/criteria/1");
        assertThat(yaml(less)).isEqualTo(yaml(page).replace("nhom-2", ""));
        Page same = fill(browser, less, "do", "remove:/award", "x", "y");
        assertThat(yaml(same)).isEqualTo(yaml(less));
    }

    @Test
    void what_is_wrong_is_said_with_its_line_beside_the_place_in_vietnamese() {
        TestBrowser browser = centre();
        Page page = alone(browser);

        Page wrong = fill(browser, page, "/criteria/0/indicators/0/max", "nhiều");

        assertThat(wrong.text())
                .contains("Còn 1 chỗ cần sửa", "“nhiều” không phải là số", "Viết số, không có dấu nháy");
        assertThat(wrong.html())
                .containsPattern("id=\"w-criteria-0-indicators-0-max\"[^>]*>“nhiều” không phải là số")
                .containsPattern("id=\"line-\\d+\" class=\"bad\"");
    }

    @Test
    void a_text_that_is_no_yaml_is_kept_and_the_form_waits() {
        TestBrowser browser = centre();
        Page page = alone(browser);

        Page broken = write(browser, page, "id: [a\nb: c\n");
        assertThat(broken.text()).contains("Văn bản viết sai dạng YAML", "chưa hiện được mẫu nhập");
        assertThat(yaml(broken)).contains("id: [a");
        Page whole = write(browser, broken, yaml(page));
        assertThat(whole.text()).contains("Không có lỗi nào", "Các mức điểm");
    }

    @Test
    void what_somebody_else_changed_meanwhile_is_not_lost() {
        TestBrowser browser = centre();
        Page page = alone(browser);
        Page first = fill(browser, page, "/source", "Quyết định 1");

        Page second = write(browser, page, "id: mine\n");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text()).contains("Có người vừa sửa bản nháp này", "id: mine");
        assertThat(yaml(browser.get(first.address()))).contains("Quyết định 1");
    }

    @Test
    void a_part_of_the_tree_that_is_not_ones_own_cannot_be_written_for() {
        assertThat(begun(centre(), "tphcm", "").status()).isEqualTo(403);
        assertThat(begun(centre(), "~", "").status()).isEqualTo(403);
        assertThat(begun(centre(), "nowhere", "").status()).isEqualTo(400);
        Page other = begun(TestBrowser.as("admin", server), "tphcm", "");
        assertThat(other.status()).isEqualTo(200);
        assertThat(centre().get(other.address()).status()).isEqualTo(403);
        assertThat(centre().get(other.address() + "/people").status()).isEqualTo(403);
        assertThat(centre().submit(other.address() + "/deletion").status()).isEqualTo(403);
        assertThat(centre().get("/editor").text()).doesNotContain("tphcm · sửa");
        assertThat(TestBrowser.as("learner", server).get("/editor").status()).isEqualTo(403);
    }

    @Test
    void it_is_tried_on_real_people_and_says_who_would_gain_and_why_not() {
        String farmer = server.anyFarmer();
        server.post("admin", "/api/v1/activities", """
                {"subject":"%s","type":"course","title":"Lúa","endedAt":"2024-03-05T17:00:00+07:00","hours":30}""".formatted(farmer));
        TestBrowser browser = centre();
        Page page = begun(browser, "thon-3-quang-vinh", "");
        fill(browser, page, "audience", "nong-dan", "/effective/from", "2020-01-01");

        Page tried = browser.get(page.address() + "/people?cycle=2024");

        assertThat(tried.text())
                .contains(
                        "người thuộc diện sẽ đạt",
                        "người sẽ đạt thêm",
                        "Hiện nay: chưa xét → theo bản nháp: đạt, 10 điểm",
                        "Tổng điểm: có 0, cần 10");
        assertThat(server.get("admin", "/api/v1/subjects/" + farmer + "/titles").at("/items"))
                .isEmpty();
    }

    @Test
    void examples_are_run_and_say_what_differs() {
        TestBrowser browser = centre();
        Page page = alone(browser);
        String here = page.address() + "/examples";

        Page started = browser.submit(here, "revision", "1", "examples", "", "do", "start");
        assertThat(started.text()).contains("Cả 2 ví dụ đều đúng");
        Page changed = browser.submit(here, "revision", "2", "examples", """
                set: %s
                year: 2026
                cases:
                  - {name: tay không, expect: {title: true, total: 3}}
                """.formatted(yaml(page)
                .lines()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow()
                .substring(4)));
        assertThat(changed.text())
                .contains("1 trong 1 ví dụ không đúng", "tay không", "tổng điểm lẽ ra là 3, nhưng ra 0");
        assertThat(browser.get(page.address() + "/publication").text())
                .contains("Chưa ban hành được", "Ví dụ còn sai: 0 trong 1 đúng");
    }

    @Test
    void it_is_published_for_its_part_of_the_tree_and_judges_there() {
        TestBrowser browser = centre();
        String reader = server.anyFarmer();
        Page page = begun(browser, "thon-3-quang-vinh", TestServer.SET);
        Page changed = fill(browser, page, "do", "condition:total");
        fill(browser, changed, "if@/award/requires/0", "12");

        Page ready = browser.get(page.address() + "/publication");
        assertThat(ready.text()).contains("Có thể ban hành cho thon-3-quang-vinh", "không vướng bộ tiêu chí nào khác");
        Page done = browser.submit(page.address() + "/publication", "revision", ready.field("revision"));

        assertThat(done.text()).contains("Đã ban hành phiên bản");
        String set = yaml(browser.get(page.address()))
                .lines()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow()
                .substring(4);
        assertThat(server.get("admin", "/api/v1/subjects/" + reader + "/progress")
                        .at("/sets/0/set")
                        .asText())
                .isEqualTo(set);
        assertThat(server.get(
                                "admin",
                                "/api/v1/subjects/" + server.farmer("far-" + UUID.randomUUID(), "tphcm") + "/progress")
                        .at("/sets/0/set")
                        .asText())
                .isEqualTo(TestServer.SET);
    }

    @Test
    void a_draft_with_faults_is_not_published_and_not_packed() {
        TestBrowser browser = centre();
        Page page = alone(browser);
        Page wrong = fill(browser, page, "/criteria/0/indicators/0/max", "");

        Page refused = browser.submit(page.address() + "/publication", "revision", wrong.field("revision"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("Sửa 1 lỗi ở bước 1").doesNotContain("Ban hành bộ tiêu chí");
        assertThat(browser.get(page.address() + "/plugin.jar").status()).isEqualTo(409);
    }

    @Test
    void the_packed_plugin_holds_the_set_and_its_examples_and_no_code() throws IOException, InterruptedException {
        TestBrowser browser = centre();
        Page page = alone(browser);
        browser.submit(page.address() + "/examples", "revision", "1", "examples", "", "do", "start");

        byte[] jar = java.net.http.HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.at(page.address() + "/plugin.jar"))
                                .header("Cookie", server.cookie("center"))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofByteArray())
                .body();

        List<String> names = new ArrayList<>();
        String manifest = "";
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName().replaceAll("/.*\\.", "/*."));
                if (entry.getName().equals("META-INF/MANIFEST.MF")) {
                    manifest = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        assertThat(names).containsExactlyInAnyOrder("META-INF/*.MF", "criteria/*.yaml", "examples/*.yaml");
        assertThat(manifest).contains("Plugin-Org-Unit: quang-vinh", "Plugin-Version: 1.0.2");
    }

    private static Answer live(Page page, String where, String body) {
        return server.send(HttpRequest.newBuilder(server.at(page.address() + where))
                .header("Cookie", server.cookie("center"))
                .header("Sec-Fetch-Site", "same-origin")
                .header("HX-Request", "true")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void while_somebody_types_only_what_changes_comes_back() {
        Page page = alone(centre());

        assertThat(live(page, "/form", "revision=1&%2Fversion=" + page.field("/version"))
                        .status())
                .isEqualTo(204);
        Answer changed = live(page, "/form", "revision=1&%2Fversion=2");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().asText()).contains("id=\"revision-text\" value=\"2\"");
        Answer late = live(page, "/text", "revision=1&yaml=a");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.headers().get("hx-retarget")).containsExactly("#editor");
    }

    @Test
    void more_than_anybody_writes_is_refused() {
        Page page = alone(centre());

        assertThat(live(page, "/text", "revision=1&yaml=" + "a".repeat(EditorLimits.CRITERIA + 1))
                        .status())
                .isEqualTo(400);
        assertThat(live(page, "/text", "revision=1&yaml=" + "a".repeat(EditorLimits.FORM))
                        .status())
                .isEqualTo(413);
        assertThat(live(page, "/form", "a=b&".repeat(EditorLimits.FORM_FIELDS + 1))
                        .status())
                .isEqualTo(413);
        assertThat(yaml(centre().get(page.address()))).isEqualTo(yaml(page));
    }

    @Test
    void a_deleted_draft_is_gone() {
        TestBrowser browser = centre();
        Page page = alone(browser);
        assertThat(browser.submit(page.address() + "/deletion").text()).contains("Đã xóa bản nháp");
        assertThat(browser.get(page.address()).status()).isEqualTo(404);
        assertThat(browser.get("/editor/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(browser.get("/editor/none").status()).isEqualTo(404);
    }
}
