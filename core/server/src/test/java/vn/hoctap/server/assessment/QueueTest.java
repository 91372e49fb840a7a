package vn.hoctap.server.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.TestForm;
import vn.hoctap.server.TestOfficer;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.evidence.TestFiles;
import vn.hoctap.server.http.Words;

/** Each test logs something of its own; the queue of one test is looked at by its title. */
class QueueTest {
    private static final String TODAY = LocalDate.now(Words.ZONE).toString();
    private static final String QUEUE = "/officer/queue";

    private static TestServer server;

    private final TestBrowser officer = TestBrowser.as("officer", server);
    private final TestBrowser admin = TestBrowser.as("admin", server);
    private final TestBrowser learner = TestBrowser.as("learner", server);
    private final String title = "Sách " + UUID.randomUUID();

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private String waiting() {
        String id = UUID.randomUUID().toString();
        learner.submit(
                "/me/log",
                new TestForm()
                        .fields("id", id, "type", "reading", "title", title, "course", "", "date", TODAY, "hours", "")
                        .file("files", "bia.jpg", TestFiles.photo()));
        return id;
    }

    private Page decide(TestBrowser by, String id, String decision, String... more) {
        String[] fields = new String[6 + more.length];
        System.arraycopy(new String[] {"subject", TestServer.LEARNER, "id", id, "decision", decision}, 0, fields, 0, 6);
        System.arraycopy(more, 0, fields, 6, more.length);
        return by.submit(QUEUE, fields);
    }

    private Page ask(String id, String question) {
        return officer.submit(QUEUE + "/question", "subject", TestServer.LEARNER, "id", id, "question", question);
    }

    /** The part of the page about this test's activity. */
    private String card(Page page) {
        for (String card : page.html().split("<article class=\"card\"")) {
            if (card.contains(title)) {
                return card;
            }
        }
        return "";
    }

    private Page part(String part) {
        Page page = officer.get(QUEUE + "?part=" + part);
        while (card(page).isEmpty() && page.html().contains("&amp;at=")) {
            String next = page.html().replaceAll("(?s).*href=\"([^\"]*&amp;at=[^\"]*)\".*", "$1");
            page = officer.get(next.replace("&amp;", "&"));
        }
        return page;
    }

    @Test
    void each_waiting_activity_shows_its_author_and_its_proof() {
        waiting();

        String card = card(part("todo"));

        assertThat(card).contains("Nguyễn Văn Á", "<img src=\"/api/v1/evidence/", "alt=\"Minh chứng: bia.jpg\"");
    }

    @Test
    void the_dashboard_says_how_much_waits_and_leads_there() {
        waiting();

        Page dashboard = officer.get("/dashboard/quang-vinh");

        assertThat(dashboard.text())
                .containsPattern("Đang chờ xác minh [1-9][0-9]* hoạt động ở 1 xã, phường · đều ghi hôm nay")
                .contains("Mở danh sách chờ");
        assertThat(TestBrowser.as("auditor", server)
                        .get("/dashboard/quang-vinh")
                        .html())
                .doesNotContain(QUEUE);
    }

    @Test
    void a_question_takes_it_out_of_the_work_until_it_is_answered() {
        String id = waiting();

        Page asked = ask(id, "Bác đọc ở đâu?");

        assertThat(asked.text()).contains("Đã gửi câu hỏi");
        assertThat(card(part("todo"))).isEmpty();
        assertThat(card(part("asked"))).contains("Bác đọc ở đâu?");
        Page me = learner.get("/me");
        assertThat(me.text()).contains("Cán bộ khuyến học hỏi", "Bác đọc ở đâu?", "Chờ bạn trả lời");
        assertThat(learner.get("/me/activity?id=" + id).text()).contains("Bác đọc ở đâu?");

        Page answered = learner.submit(
                "/me/activity/answer",
                new TestForm()
                        .fields("id", id, "seq", seq(id), "answer", "Ở thư viện xã")
                        .file("files", "the.png", TestFiles.png()));

        assertThat(answered.text()).contains("Đã gửi câu trả lời.", "Ở thư viện xã");
        assertThat(card(part("todo"))).contains("Đã trả lời câu hỏi", "Ở thư viện xã", "the.png");
        assertThat(card(part("asked"))).isEmpty();
        assertThat(learner.get("/me").text()).doesNotContain("Bác đọc ở đâu?");
    }

    private static String seq(String id) {
        return server.get("learner", "/api/v1/activities/" + id + "/questions")
                .at("/items/0/seq")
                .asText();
    }

    @Test
    void an_answer_says_something_or_brings_something() {
        String id = waiting();
        ask(id, "Ai cùng đọc với bác?");

        Page empty =
                learner.submit("/me/activity/answer", new TestForm().fields("id", id, "seq", seq(id), "answer", " "));
        Page wrong = learner.submit(
                "/me/activity/answer",
                new TestForm()
                        .fields("id", id, "seq", seq(id), "answer", "Đây ạ")
                        .file("files", "the.jpg", TestFiles.svg()));

        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.text()).contains("Hãy ghi câu trả lời");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html()).contains("the.jpg: chỉ nhận ảnh", ">Đây ạ</textarea>");
        assertThat(card(part("asked"))).isNotEmpty();
    }

    @Test
    void programs_ask_and_answer_too() {
        String id = waiting();
        String questions = "/api/v1/activities/" + id + "/questions";

        assertThat(server.post("learner", questions, "{\"text\":\"?\"}").status())
                .isEqualTo(403);
        assertThat(server.post("officer", questions, "{\"text\":\"Ở đâu?\"}").status())
                .isEqualTo(201);
        assertThat(server.post("officer", questions, "{\"text\":\"Khi nào?\"}").status())
                .isEqualTo(409);
        String answer = questions + "/" + seq(id) + "/answer";
        assertThat(server.post("learner", answer, """
                {"text":"Ở nhà","evidence":[{"url":"https://example.invalid/a.jpg"}]}""").pointers()).containsExactly("/evidence/0/url");
        assertThat(server.post("learner", answer, "{\"text\":\"Ở nhà\"}")
                        .at("/answer")
                        .asText())
                .isEqualTo("Ở nhà");
        assertThat(server.post("learner", answer, "{\"text\":\"Ở nhà\"}").status())
                .isEqualTo(200);
        assertThat(server.post("learner", answer, "{\"text\":\"Ở chợ\"}").status())
                .isEqualTo(409);
        decide(officer, id, "verified");
        assertThat(server.post("officer", questions, "{\"text\":\"Thật không?\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void the_second_officer_learns_who_was_faster() {
        String id = waiting();
        decide(admin, id, "rejected", "reason", "Thiếu minh chứng");

        Page late = decide(officer, id, "verified");
        Page same = decide(officer, id, "rejected", "reason", "Ảnh mờ");

        assertThat(late.text()).contains("admin đã từ chối hoạt động này lúc");
        assertThat(same.text()).contains("admin đã từ chối hoạt động này lúc");
        assertThat(learner.get("/me/activity?id=" + id).text()).contains("Thiếu minh chứng");
        assertThat(decide(admin, id, "rejected", "reason", "Thiếu minh chứng").text())
                .contains("Đã từ chối");
    }

    @Test
    void a_wrong_decision_is_changed_by_a_later_one() {
        String id = waiting();
        decide(officer, id, "verified");
        assertThat(card(part("done"))).contains("Đã xác minh", "Đổi lại");

        decide(officer, id, "rejected", "again", "yes", "reason", "Nhầm người");

        assertThat(card(part("done"))).contains("Bị từ chối", "Nhầm người");
        assertThat(server.get("officer", "/api/v1/activities?limit=1000&state=rejected&subject=" + TestServer.LEARNER)
                        .body()
                        .toString())
                .contains(id);
    }

    @Test
    void a_usual_reason_and_more_words_become_one() {
        String id = waiting();

        decide(officer, id, "rejected", "usual", "Ảnh mờ", "reason", "Chụp gần hơn");

        assertThat(learner.get("/me/activity?id=" + id).text()).contains("“Ảnh mờ. Chụp gần hơn”");
    }

    @Test
    void several_are_verified_at_once_after_one_look() {
        String one = waiting();
        String other = waiting();
        String taken = waiting();
        String[] items = {"item", choice(one), "item", choice(other), "item", choice(taken)};

        Page look = officer.submit(QUEUE + "/bulk", items);
        assertThat(look.text()).contains("Xác minh 3 hoạt động này?", title);
        assertThat(card(part("todo"))).isNotEmpty();
        decide(admin, taken, "rejected", "reason", "Thiếu minh chứng");
        Page done = officer.submit(
                QUEUE + "/bulk", "item", choice(one), "item", choice(other), "item", choice(taken), "confirmed", "yes");

        assertThat(done.text()).contains("Đã xác minh 2 hoạt động.", "1 hoạt động đã được người khác xử lý trước.");
        assertThat(card(part("todo"))).isEmpty();
    }

    @Test
    void what_an_officer_may_not_decide_is_left_out_of_what_he_ticked() {
        String one = waiting();
        String own = server.anyFarmer();
        String his = "von-" + UUID.randomUUID();
        server.post("officer", "/api/v1/activities", """
                {"id":"%s","subject":"%s","type":"reading","title":"x","endedAt":"2026-03-05T17:00:00+07:00"}""".formatted(his, own));
        TestOfficer himself = new TestOfficer(server, own);
        String[] items = {"item", choice(one), "item", new Choice(own, his).text()};

        assertThat(himself.submit(QUEUE + "/bulk", items).body().textValue())
                .contains("Xác minh 1 hoạt động này?", "Không tính 1 hoạt động của bạn");
        int before = titles();
        Answer done = himself.submit(QUEUE + "/bulk", items[0], items[1], items[2], items[3], "confirmed", "yes");

        // Whether it earns the learner's title depends on what was verified before.
        assertThat(done.headers().get("location"))
                .containsExactly(QUEUE + "?verified=1&missed=0&closed=1&titles=" + (titles() - before));
        assertThat(card(part("todo"))).isEmpty();
        assertThat(officer.get(QUEUE + "?verified=1&closed=1").text()).contains("Đã xác minh 1", "Không tính 1");
        assertThat(himself.submit(QUEUE + "/bulk", items[2], items[3]).status()).isEqualTo(403);
    }

    private static int titles() {
        return server.get("officer", "/api/v1/subjects/" + TestServer.LEARNER + "/titles")
                .at("/items")
                .size();
    }

    private static String choice(String id) {
        return new Choice(TestServer.LEARNER, id).text();
    }

    @Test
    void nobody_verifies_what_is_not_in_his_part() {
        String stranger = server.farmer("stranger-" + UUID.randomUUID(), "tphcm");

        assertThat(officer.submit(QUEUE + "/bulk", "item", new Choice(stranger, "x").text(), "confirmed", "yes")
                        .status())
                .isEqualTo(403);
        assertThat(learner.submit(QUEUE + "/bulk", "item", choice("x"), "confirmed", "yes")
                        .status())
                .isEqualTo(403);
        assertThat(officer.submit(QUEUE + "/question", "subject", stranger, "id", "x", "question", "?")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_queue_is_narrowed_to_a_place_of_ones_part() {
        waiting();

        assertThat(officer.get(QUEUE).html()).contains("<option value=\"thon-3-quang-vinh\"");
        assertThat(officer.get(QUEUE + "?unit=tphcm").text()).contains("Nguyễn Văn Á");
        assertThat(admin.get(QUEUE + "?unit=tphcm").text()).doesNotContain("Nguyễn Văn Á");
        assertThat(admin.get(QUEUE + "?unit=quang-vinh").text()).contains("Nguyễn Văn Á");
    }
}
