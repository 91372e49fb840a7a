package vn.hoctap.server.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.plugin.TestJar;

/** A family whose title rests on its members', as it is seen. */
class CollectiveSharePageTest {
    private static final String YEAR =
            Integer.toString(LocalDate.now(Words.ZONE).getYear());

    private static final String FAMILIES = """
            id: nha/gia-dinh
            version: "1"
            status: illustrative
            source: "a test"
            title: {vi: Gia đình thử}
            subject: family
            effective: {from: 2020-01-01}
            cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
            criteria:
              - id: thanh-vien
                name: {vi: Thành viên}
                indicators:
                  - id: da-dat
                    name: {vi: Người đã đạt}
                    from: [{measure: share, of: members, where: 'member.group == "nong-dan"', have: 'holds("thu")'}]
            award: {scheme: gate, requires: [{id: ty-le, name: {vi: Tỷ lệ đạt}, if: 'indicator["da-dat"].value >= 60'}]}
            """;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestJar.plugin("nha", "1.0.0").with("criteria/nha.yaml", FAMILIES));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private final TestBrowser officer = TestBrowser.as("officer", server);

    private static String family(int members) {
        String id = server.post("admin", "/api/v1/subjects", """
                        {"kind":"family","name":"Gia đình ông Chia","residence":"thon-3-quang-vinh","from":"2020-01-01"}""").at("/id").asText();
        for (int i = 0; i < members; i++) {
            join(id, server.anyFarmer());
        }
        return id;
    }

    private static String join(String family, String member) {
        server.api(server.request("officer", "/api/v1/memberships")
                .header("Content-Type", "application/json")
                .method("PUT", BodyPublishers.ofString("""
                        {"member":"%s","collective":"%s","from":"2020-01-01"}""".formatted(member, family))));
        return member;
    }

    private static void award(String person) {
        server.post("officer", "/api/v1/assessments", """
                {"subject":"%s","set":"thu/nong-dan","cycle":%s,"indicator":"doc","points":10,"by":"appraiser"}""".formatted(person, YEAR));
    }

    private Page eventually(String address, String text) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> officer.get(address).text().contains(text));
        return officer.get(address);
    }

    @Test
    void a_family_shows_how_many_of_how_many_and_who_is_missing_until_enough_have_it() {
        String id = family(3);
        String page = "/officer/people/" + id;
        var members = server.get("officer", "/api/v1/subjects/" + id + "/members")
                .at("/items")
                .findValuesAsText("id");
        award(members.getFirst());

        Page one = eventually(page, "1 trên 3 người");
        assertThat(one.text())
                .contains(
                        "1 trên 3 người, tức 33,33 %",
                        "33,33 % (1 trên 3) · cần 60 %, thêm 1 nữa", "Người đã đạt Chưa đạt 1 / 3");
        assertThat(officer.get(page + "/members?holds=no&kind=citizen").text())
                .contains(members.get(1), members.get(2))
                .doesNotContain(members.getFirst() + " ");
        assertThat(officer.get("/officer/collectives").text())
                .contains("Gia đình ông Chia", "Còn thiếu: Tỷ lệ đạt (33,33 % (1 trên 3) · cần 60 %, thêm 1 nữa)");
        Answer progress = server.get("officer", "/api/v1/subjects/" + id + "/progress");
        assertThat(progress.at("/sets/0/criteria/0/indicators/0/share").toString())
                .isEqualTo("{\"numerator\":1,\"denominator\":3}");
        assertThat(progress.body().toString()).doesNotContain(members.getFirst());

        award(members.get(1));

        assertThat(eventually(page, "Gia đình thử " + YEAR).text()).contains("2 trên 3 người", "Đang có hiệu lực");
        assertThat(officer.get("/officer/people/" + members.get(2)).text())
                .contains("Thuộc về", "Gia đình ông Chia Đang có hiệu lực");
        assertThat(officer.get("/officer/collectives?status=met").text()).contains("Gia đình ông Chia", "1 trên");
    }

    @Test
    void the_list_of_members_says_who_counts() {
        String id = family(1);
        join(id, server.post("admin", "/api/v1/subjects", """
                {"kind":"citizen","name":"Trần Thị Thợ","group":"cong-nhan","residence":"thon-3-quang-vinh"}""").at("/id").asText());

        Page members = eventually("/officer/people/" + id + "/members", "không thuộc diện được tính");

        assertThat(members.text()).containsOnlyOnce("được tính vào tỷ lệ");
        assertThat(server.get("officer", "/api/v1/subjects/" + id + "/members")
                        .at("/items")
                        .findValuesAsText("counted"))
                .containsExactlyInAnyOrder("true", "false");
    }

    @Test
    void a_family_without_members_has_no_share() {
        Page page = eventually("/officer/people/" + family(0), "Chưa có thành viên nào.");

        assertThat(page.text()).doesNotContain("0 trên 0", "0 / 0");
    }
}
