package vn.hoctap.server.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.http.Words;

class OfficerPagesTest {
    private static final LocalDate TODAY = LocalDate.now(Words.ZONE);
    private static final String YEAR = Integer.toString(TODAY.getYear());

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private final TestBrowser officer = TestBrowser.as("officer", server);
    private final String farmer = server.anyFarmer();
    private final String page = "/officer/people/" + farmer;

    private Page score(TestBrowser by, String points) {
        return by.submit(
                page + "/scores",
                "id",
                UUID.randomUUID().toString(),
                "set",
                TestServer.SET,
                "cycle",
                YEAR,
                "indicator",
                "doc",
                "points",
                points);
    }

    private String waiting(String title) {
        String id = UUID.randomUUID().toString();
        TestBrowser.as("learner", server)
                .submit("/me/log", "id", id, "type", "reading", "title", title, "date", TODAY.toString());
        return id;
    }

    @Test
    void people_are_found_without_tone_marks_and_only_in_ones_part() {
        server.farmer("elsewhere-" + farmer, "tphcm");

        Page found = officer.submit("/officer", "q", "nguyen van a", "group", "nong-dan");

        assertThat(found.text()).contains(farmer, "Nguyễn Văn Á").doesNotContain("elsewhere-" + farmer);
        assertThat(officer.submit("/officer", "q", "khong-co-ai").text()).contains("Không tìm thấy ai.");
        assertThat(officer.get("/officer/people/elsewhere-" + farmer).status()).isEqualTo(403);
    }

    @Test
    void people_are_told_apart_by_how_far_they_are() {
        score(officer, "10");

        assertThat(officer.submit("/officer", "status", "met", "q", farmer).text())
                .contains(farmer, "10 / 10");
        assertThat(officer.submit("/officer", "status", "not", "q", farmer).text())
                .doesNotContain(farmer + " ");
        assertThat(officer.submit("/officer", "status", "none", "q", server.anyFarmer())
                        .text())
                .contains("1 người");
    }

    @Test
    void an_appraisal_shows_the_title_at_once() {
        Page nearly = score(officer, "9,5");
        assertThat(nearly.text()).contains("Đã lưu điểm.", "Còn 0,5 điểm nữa").doesNotContain("vừa đạt");

        Page won = score(officer, "10");

        assertThat(won.text()).contains("Nguyễn Văn Á vừa đạt Thử " + YEAR, "Đang có hiệu lực", "10 / 10");
        assertThat(won.header("hx-reswap")).contains("show:window:top");
    }

    @Test
    void what_waits_is_verified_or_rejected_with_a_reason_that_its_author_reads() {
        String first = waiting("Sách lúa " + farmer);
        String second = waiting("Sách ngô " + farmer);
        assertThat(officer.get("/officer/queue").text()).contains("Sách lúa " + farmer, "Sách ngô " + farmer);

        Page after = officer.submit(
                "/officer/queue",
                "subject",
                TestServer.LEARNER,
                "id",
                first,
                "decision",
                "rejected",
                "reason",
                "Ảnh mờ, chụp lại giúp");

        assertThat(after.text()).contains("Đã từ chối").doesNotContain("Sách lúa " + farmer);
        assertThat(TestBrowser.as("learner", server).get("/me").text()).contains("Bị từ chối", "Ảnh mờ, chụp lại giúp");
        officer.submit("/officer/queue", "subject", TestServer.LEARNER, "id", second, "decision", "verified");
        assertThat(officer.get("/officer/queue").text()).doesNotContain("Sách ngô " + farmer);
    }

    @Test
    void a_rejection_without_a_reason_is_refused() {
        String id = waiting("Sách khoai " + farmer);

        assertThat(officer.submit("/officer/queue", "subject", TestServer.LEARNER, "id", id, "decision", "rejected")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void an_officer_logs_on_behalf_and_it_counts_at_once() {
        officer.submit(
                page + "/log",
                "id",
                UUID.randomUUID().toString(),
                "type",
                "reading",
                "title",
                "Sách lúa",
                "date",
                TODAY.toString());

        Page logged = officer.submit(
                page + "/log",
                "id",
                UUID.randomUUID().toString(),
                "type",
                "reading",
                "title",
                "Sách ngô",
                "date",
                TODAY.toString());

        assertThat(logged.text()).contains("Nguyễn Văn Á vừa đạt Thử", "Thêm 10 điểm, nay là 10.", "cán bộ ghi");
    }

    @Test
    void an_auditor_reads_and_finds_nothing_to_press() {
        TestBrowser auditor = TestBrowser.as("auditor", server);

        Page person = auditor.get(page);

        assertThat(person.status()).isEqualTo(200);
        assertThat(person.html()).doesNotContain(page + "/scores", page + "/verification", page + "/log");
        assertThat(score(auditor, "10").status()).isEqualTo(403);
        assertThat(auditor.get("/officer/queue").status()).isEqualTo(403);
    }

    @Test
    void a_learner_sees_nobody_but_himself() {
        TestBrowser learner = TestBrowser.as("learner", server);

        assertThat(learner.get("/officer").status()).isEqualTo(403);
        assertThat(learner.get(page).status()).isEqualTo(403);
        assertThat(learner.get("/titles").status()).isEqualTo(403);
    }
}
