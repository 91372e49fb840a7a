package vn.hoctap.server.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.TestForm;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.evidence.TestFiles;
import vn.hoctap.server.http.Words;

class LogWithPhotoTest {
    private static final String TODAY = LocalDate.now(Words.ZONE).toString();
    private static final Pattern URL = Pattern.compile("/api/v1/evidence/[0-9a-f-]{36}");

    private static TestServer server;

    private final TestBrowser learner = TestBrowser.as("learner", server);
    private final String id = UUID.randomUUID().toString();
    private final String title = "Sách " + id;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private TestForm form(String hours) {
        return new TestForm()
                .fields("id", id, "type", "reading", "title", title, "course", "", "date", TODAY, "hours", hours);
    }

    private static String url(Page page) {
        Matcher url = URL.matcher(page.html());
        assertThat(url.find()).as("evidence in %s", page.html()).isTrue();
        return url.group();
    }

    private Page activity() {
        return learner.get("/me/activity?id=" + id);
    }

    @Test
    void a_photo_comes_with_the_activity_and_is_seen_afterwards() {
        Page logged = learner.submit(
                "/me/log",
                form("").file("files", "ảnh.jpg", TestFiles.photoWithPlace(6))
                        .file("files", "giấy.pdf", TestFiles.pdf()));

        assertThat(logged.text()).contains("Đã ghi.", title, "giấy.pdf");
        assertThat(logged.html()).contains("<img src=\"/api/v1/evidence/", "alt=\"Minh chứng: ảnh.jpg\"");
        assertThat(activity().html()).contains("<img src=\"" + url(logged));
        assertThat(server.get("officer", url(logged)).status()).isEqualTo(200);
    }

    @Test
    void the_same_form_sent_twice_attaches_once() {
        byte[] photo = TestFiles.photo();
        learner.submit("/me/log", form("").file("files", "a.jpg", photo));

        Page again = learner.submit("/me/log", form("").file("files", "a.jpg", photo));

        assertThat(again.text()).contains("Đã ghi.");
        assertThat(activity().html().split("<img", -1)).hasSize(2);
    }

    @Test
    void a_form_without_a_file_is_as_before() {
        Page logged = learner.submit("/me/log", form("2").file("files", "", new byte[0]));

        assertThat(logged.text()).contains("Đã ghi.", title);
        assertThat(activity().text()).contains("Chưa có minh chứng.");
    }

    @Test
    void what_is_wrong_with_each_file_is_said_and_what_was_typed_stays() {
        Page refused = learner.submit(
                "/me/log",
                form("2,5")
                        .file("files", "trang.jpg", TestFiles.html())
                        .file("files", "tot.jpg", TestFiles.photo())
                        .file("files", "to.pdf", Arrays.copyOf(TestFiles.pdf(), 2 * 1024 * 1024)));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text())
                .contains("trang.jpg: chỉ nhận ảnh", "to.pdf: lớn hơn 1 MB")
                .doesNotContain("tot.jpg:");
        assertThat(refused.field("title")).isEqualTo(title);
        assertThat(refused.field("hours")).isEqualTo("2,5");
        assertThat(refused.field("id")).isEqualTo(id);
        assertThat(server.get("learner", "/api/v1/activities?limit=1000&subject=" + TestServer.LEARNER)
                        .body()
                        .toString())
                .doesNotContain(id);
    }

    @Test
    void a_file_that_was_taken_need_not_be_sent_again() {
        Page refused = learner.submit("/me/log", form("mười").file("files", "a.jpg", TestFiles.photo()));
        assertThat(refused.status()).isEqualTo(400);
        String kept = refused.field("kept");

        Page logged = learner.submit("/me/log", form("10").fields("kept", kept));

        assertThat(url(logged)).endsWith(kept);
        assertThat(logged.text()).contains("10 giờ");
    }

    @Test
    void a_sixth_file_is_too_many() {
        TestForm form = form("");
        for (int i = 0; i < 6; i++) {
            form.file("files", i + ".jpg", TestFiles.photo());
        }

        Page refused = learner.submit("/me/log", form);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text()).contains("5.jpg: mỗi hoạt động chỉ nhận 5 tệp");
        assertThat(refused.html().split("name=\"kept\"", -1)).hasSize(6);
    }

    @Test
    void evidence_is_added_to_what_waits_and_to_nothing_else() {
        learner.submit("/me/log", form(""));
        TestForm more = new TestForm().fields("id", id).file("files", "sau.jpg", TestFiles.photo());

        Page added = learner.submit("/me/activity/evidence", more);

        assertThat(added.text()).contains("Đã thêm minh chứng.");
        assertThat(added.html()).contains("alt=\"Minh chứng: sau.jpg\"");
        server.post("officer", "/api/v1/activities/" + id + "/verification", "{\"decision\":\"verified\"}");
        TestForm late = new TestForm().fields("id", id).file("files", "muộn.jpg", TestFiles.photo());
        assertThat(learner.submit("/me/activity/evidence", late).status()).isEqualTo(409);
        assertThat(activity().html()).doesNotContain("/me/activity/evidence");
    }

    @Test
    void somebody_elses_kept_file_is_not_taken() {
        String stranger = server.anyFarmer();
        String foreign = server.send(
                        "officer",
                        "/api/v1/evidence?subject=" + stranger,
                        new TestForm().file("file", "a.jpg", TestFiles.photo()))
                .at("/id")
                .asText();

        learner.submit("/me/log", form("").fields("kept", foreign));

        assertThat(activity().text()).contains("Chưa có minh chứng.");
    }

    @Test
    void an_officer_logs_with_evidence_on_behalf() {
        String farmer = server.anyFarmer();
        TestBrowser officer = TestBrowser.as("officer", server);

        Page logged = officer.submit(
                "/officer/people/" + farmer + "/log", form("").file("files", "a.jpg", TestFiles.photo()));

        assertThat(logged.text()).contains("cán bộ ghi");
        assertThat(officer.get("/officer/people/" + farmer + "/activity?id=" + id)
                        .html())
                .contains("<img src=\"" + url(logged));
        assertThat(server.get("learner", url(logged)).status()).isEqualTo(404);
    }

    @Test
    void a_broken_form_is_refused() {
        assertThat(server.send(server.request("learner", "/api/v1/evidence?subject=" + TestServer.LEARNER)
                                .header("Content-Type", TestForm.TYPE)
                                .POST(BodyPublishers.ofString("no form")))
                        .status())
                .isEqualTo(400);
    }
}
