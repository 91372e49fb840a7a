package vn.hoctap.server.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.TestOfficer;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.plugin.TestJar;

class CollectivePagesTest {
    private static final LocalDate TODAY = LocalDate.now(Words.ZONE);
    private static final String YEAR = Integer.toString(TODAY.getYear());

    /** Ten points are enough: five at most from the family itself, the rest from an officer. */
    private static final String FAMILIES = """
            id: nha/gia-dinh
            version: "1"
            status: illustrative
            source: "a test"
            title: {vi: Gia đình thử}
            subject: %s
            effective: {from: 2020-01-01}
            cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
            criteria:
              - id: dieu-kien
                name: {vi: Điều kiện}
                indicators:
                  - id: goc-hoc-tap
                    name: {vi: Góc học tập}
                    max: 5
                    from: [{measure: assessed, by: self}]
                  - id: tu-sach
                    name: {vi: Tủ sách}
                    max: 10
                    from: [{measure: assessed, by: appraiser}]
            award: {scheme: sum, requires: [{id: total, if: 'total >= 10'}]}
            """;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                TestJar.plugin("nha", "1.0.0").with("criteria/nha.yaml", FAMILIES.formatted("family")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private final TestBrowser officer = TestBrowser.as("officer", server);

    private Page created(String name) {
        return officer.submit(
                "/officer/collectives/new",
                "id",
                UUID.randomUUID().toString(),
                "kind",
                "family",
                "name",
                name,
                "unit",
                "thon-3-quang-vinh",
                "from",
                "2020-01-01");
    }

    private static String page(Page page) {
        return page.address().replaceAll("[?#].*", "");
    }

    private Page add(String family, String member, String from) {
        return officer.submit(family + "/members", "member", member, "from", from);
    }

    private Page appoint(String collective, String person) {
        return officer.submit(collective + "/representative", "person", person);
    }

    private static Page score(TestBrowser by, String family, String indicator, String points) {
        return by.submit(
                family + "/scores",
                "id",
                UUID.randomUUID().toString(),
                "set",
                "nha/gia-dinh",
                "cycle",
                YEAR,
                "indicator",
                indicator,
                "points",
                points);
    }

    @Test
    void a_family_is_formed_and_its_members_come_and_go() {
        Page created = created("Gia đình ông Tâm");
        assertThat(created.text())
                .contains("Đã thêm. Bây giờ hãy thêm thành viên.", "Gia đình ông Tâm", "Chưa có thành viên nào.");
        String family = page(created);
        String farmer = server.anyFarmer();

        assertThat(officer.submit(family + "/members/search", "q", farmer).text())
                .contains("Chọn một người", "Nguyễn Văn Á", farmer);
        assertThat(add(family, farmer, "2024-01-01").text())
                .contains("Đã thêm; các tỷ lệ", "Nguyễn Văn Á", "từ 01/01/2024", "Chưa có danh hiệu");
        Page ended =
                officer.submit(family + "/members/end", "member", farmer, "from", "2024-01-01", "to", TODAY.toString());

        assertThat(ended.text()).contains("Đã đưa ra", "Không có thành viên nào như vậy.");
    }

    @Test
    void a_family_is_called_otherwise_and_moves_and_is_judged_there() {
        Page created = created("Gia đình ông Tâm Cũ");
        String family = page(created);
        assertThat(created.html()).contains(family + "/change");
        assertThat(officer.get(family + "/change").html()).contains("Gia đình ông Tâm Cũ", "thon-3-quang-vinh");

        Page wrong = officer.submit(family + "/change", "name", "", "unit", "khong-co", "from", "hôm nay");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("Hãy ghi tên", "Hãy chọn một thôn", "Ngày phải có dạng");
        Page changed = officer.submit(
                family + "/change", "name", "Gia đình bà Tâm", "unit", "quang-vinh", "from", TODAY.toString());

        assertThat(changed.text()).contains("Đã lưu.", "Gia đình bà Tâm").doesNotContain("thon-3-quang-vinh");
        assertThat(TestBrowser.as("auditor", server).get(family).html()).doesNotContain("/change");
        assertThat(officer.get("/officer/people/thon-3-quang-vinh/change").status())
                .isEqualTo(404);
        assertThat(officer.submit(family + "/change", "name", "X", "unit", "tphcm", "from", TODAY.toString())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void who_is_in_another_family_is_not_put_into_a_second_one() {
        String first = page(created("Gia đình bà Lan"));
        String second = page(created("Gia đình bà Mai"));
        String farmer = server.anyFarmer();
        add(first, farmer, "2024-01-01");

        Page refused = add(second, farmer, "2025-01-01");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("trong một gia đình khác");
        assertThat(add(second, "khong-co-ai", "2025-01-01").status()).isEqualTo(403);
    }

    @Test
    void who_speaks_for_a_family_scores_it_himself_and_the_officer_appraises() {
        String family = page(created("Gia đình anh Á"));
        add(family, TestServer.LEARNER, "2024-01-01");
        TestBrowser learner = TestBrowser.as("learner", server);
        assertThat(learner.get(family).status()).isEqualTo(403);
        assertThat(appoint(family, TestServer.LEARNER).text()).contains("Đã lưu người đại diện.");

        assertThat(score(learner, family, "tu-sach", "7").text()).contains("để cán bộ tham khảo", "Còn 10 điểm nữa");
        assertThat(officer.get(family).text()).contains("Chấm điểm, từ 0 đến 10 Tự chấm: 7 điểm");
        Page own = score(learner, family, "goc-hoc-tap", "4");
        assertThat(own.text()).contains("Đã lưu điểm.", "Còn 6 điểm nữa", "← Việc học của tôi");
        assertThat(own.html()).doesNotContain("Chấm điểm, từ 0 đến");
        assertThat(score(officer, family, "tu-sach", "6").text())
                .contains("Gia đình anh Á vừa đạt Gia đình thử " + YEAR);

        assertThat(learner.get("/me").text())
                .contains(
                        "Gia đình, dòng họ, thôn xóm của tôi", "Gia đình anh Á Đang có hiệu lực", "thon-3-quang-vinh");
        assertThat(officer.get("/officer/people/" + TestServer.LEARNER).text()).contains("Thuộc về", "Gia đình anh Á");
        officer.submit(family + "/members/end", "member", TestServer.LEARNER, "from", "2024-01-01", "to", "2025-01-01");
    }

    @Test
    void nobody_speaks_for_a_family_whom_the_officer_does_not_know() {
        String family = page(created("Gia đình chị Hoa"));

        assertThat(appoint(family, "khong-co-ai").text()).contains("Không tìm thấy người này", "Chưa có ai.");
        assertThat(appoint(family, server.farmer("far-" + UUID.randomUUID(), "tphcm"))
                        .text())
                .contains("Không tìm thấy người này");
    }

    @Test
    void nobody_withdraws_on_the_page_what_an_officer_said_of_his_household() {
        String family = page(created("Gia đình cán bộ"));
        String member = server.anyFarmer();
        add(family, member, "2024-01-01");
        String id = UUID.randomUUID().toString();
        String title = "Góc học tập " + id;
        officer.submit(family + "/log", "id", id, "type", "community", "title", title, "date", TODAY.toString());
        assertThat(officer.get(family).text()).contains(title);

        assertThat(new TestOfficer(server, member)
                        .submit(family + "/withdrawal", "id", id)
                        .status())
                .isEqualTo(403);
        assertThat(new TestOfficer(server, server.anyFarmer())
                        .submit(family + "/withdrawal", "id", id)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void who_speaks_for_it_without_being_among_the_members_shown_stays_chosen_in_the_form() {
        String family = page(created("Gia đình bà Cử"));
        add(family, server.anyFarmer(), "2024-01-01");
        String aunt = server.anyFarmer();

        Page appointed = appoint(family, aunt);

        assertThat(appointed.html()).containsPattern("<option value=\"" + aunt + "\" selected");
    }

    @Test
    void what_a_village_says_of_itself_waits_in_the_queue() {
        String village = "/officer/people/thon-3-quang-vinh";
        appoint(village, TestServer.LEARNER);
        String title = "Ngày hội đọc sách " + UUID.randomUUID();

        TestBrowser.as("learner", server)
                .submit(
                        village + "/log",
                        "id",
                        UUID.randomUUID().toString(),
                        "type",
                        "community",
                        "title",
                        title,
                        "date",
                        TODAY.toString());

        assertThat(officer.get("/officer/queue").text()).contains(title);
        assertThat(appoint(village, "").text()).contains("Chưa có ai.");
        assertThat(TestBrowser.as("learner", server).get(village).status()).isEqualTo(403);
    }

    @Test
    void families_clans_communities_and_units_are_found_in_ones_part() {
        created("Gia đình ông Tìm Được");
        String far = server.post("admin", "/api/v1/subjects", """
                {"kind":"family","name":"Gia đình ông Ở Xa","residence":"tphcm"}""").at("/id").asText();

        assertThat(officer.submit("/officer/collectives", "kind", "family", "q", "gia dinh ong")
                        .text())
                .contains("Gia đình ông Tìm Được", "thon-3-quang-vinh", "Chưa có dữ liệu", "Còn thiếu: Tổng điểm")
                .doesNotContain("Ở Xa");
        assertThat(officer.get("/officer/collectives?kind=clan").html())
                .contains("/officer/collectives?kind=clan&amp;cycle=" + (TODAY.getYear() - 1));
        assertThat(officer.get("/officer/collectives?kind=community").text())
                .contains("thon-3-quang-vinh", "Thôn, tổ dân phố", "2 cộng đồng")
                .doesNotContain("tphcm");
        assertThat(officer.get("/officer/people/" + far).status()).isEqualTo(403);
    }

    @Test
    void a_commune_shows_its_people_and_villages_page_by_page() {
        Page people = officer.get("/officer/people/quang-vinh/members");
        assertThat(people.text()).contains("Thành viên của quang-vinh", "Nguyễn Văn Á");

        assertThat(officer.get("/officer/people/quang-vinh/members?kind=community")
                        .text())
                .contains("thon-3-quang-vinh", "Chưa có danh hiệu");
        assertThat(officer.get("/officer/people/quang-vinh").text())
                .contains("Xã, phường", "Xem các gia đình", "Người đại diện");
        assertThat(people.html()).doesNotContain("/members/end", "/members/search");
    }

    @Test
    void an_auditor_reads_and_finds_nothing_to_press() {
        String family = page(created("Gia đình ông Xem"));
        TestBrowser auditor = TestBrowser.as("auditor", server);

        assertThat(auditor.get(family).html()).doesNotContain("/scores", "/representative", "/log");
        assertThat(auditor.get(family + "/members").html()).doesNotContain("/search");
        assertThat(auditor.get("/officer/collectives").html()).doesNotContain("/officer/collectives/new");
        assertThat(auditor.get("/officer/collectives/new").status()).isEqualTo(403);
    }
}
