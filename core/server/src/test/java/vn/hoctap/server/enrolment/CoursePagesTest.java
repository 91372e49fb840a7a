package vn.hoctap.server.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.TestServer;

class CoursePagesTest {
    private static Classroom room;

    private final TestBrowser learner = TestBrowser.as("learner", room.server);
    private final TestBrowser center = TestBrowser.as("center", room.server);

    @BeforeAll
    static void start() {
        room = new Classroom();
        room.server.post("admin", "/api/v1/courses", """
                {"code":"TIN-01","title":"Tin học văn phòng","provider":"ninh-binh","hours":45,
                 "skills":[{"framework":"tt02-2025","component":"3.1","level":3}]}""");
    }

    @AfterAll
    static void stop() {
        room.close();
    }

    @Test
    void a_course_is_found_without_tone_marks_and_by_its_skill() {
        assertThat(learner.get("/courses?q=tin+hoc").text()).contains("Tin học văn phòng", "45 giờ");
        assertThat(learner.get("/courses?q=tin+hoc&skill=tt02-2025:3").text()).contains("Tin học văn phòng");
        assertThat(learner.get("/courses?q=tin+hoc&skill=tt02-2025:6").text()).contains("Không tìm thấy khóa học nào.");
        assertThat(learner.get("/courses?q=tin+hoc&upcoming=1").text()).contains("Không tìm thấy khóa học nào.");
    }

    @Test
    void a_learner_enrols_moves_and_cancels_on_the_page() {
        String course = room.anyCourse();
        String first = room.session(course, 3);
        String second = room.session(course, 3);

        Page enrolled = learner.submit("/courses/" + course + "/enrolment", "session", first);
        assertThat(enrolled.text()).contains("Đã ghi danh.", "Bạn đang ở lớp này.", "Chuyển sang lớp này");
        learner.submit("/courses/" + course + "/enrolment", "session", second);
        assertThat(learner.get("/me/courses").text()).contains("Khóa " + course, "Nhà văn hóa");

        String id = learner.get("/courses/" + course).field("id");
        Page cancelled = learner.submit("/courses/" + course + "/cancellation", "id", id);
        assertThat(cancelled.text()).contains("Đã hủy ghi danh.").doesNotContain("Bạn đang ở lớp này.");
    }

    @Test
    void who_comes_too_late_reads_why() {
        String course = room.anyCourse();
        String session = room.session(course, 1);
        room.enrol("center", room.server.anyFarmer(), course, session);

        Page refused = learner.submit("/courses/" + course + "/enrolment", "session", session);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("Lớp này vừa đủ chỗ; hãy chọn lớp khác.");
    }

    @Test
    void what_would_be_is_what_then_happens_and_asking_changes_nothing() {
        String course = room.anyCourse();
        room.enrol("learner", TestServer.LEARNER, course, "");
        String before = state();

        Page asked = learner.get("/courses/" + course);
        Page planned = learner.get("/me/courses?plan=" + course + "&plan=TIN-01");

        assertThat(asked.text()).contains("0 → 15 điểm", "Bạn sẽ đạt Người học chăm.", "Giờ học 0 → 10");
        assertThat(planned.text()).contains("Nếu học xong 2 khóa đã chọn:", "0 → 15 điểm");
        assertThat(state()).isEqualTo(before);

        String id =
                room.enrol("learner", TestServer.LEARNER, course, "").at("/id").asText();
        JsonNode completed =
                room.grade("center", id, "{\"state\":\"COMPLETED\"}").body();
        assertThat(room.total(TestServer.LEARNER)).isEqualTo("15");
        assertThat(completed.path("titles").findValuesAsText("title")).containsExactly(Classroom.TITLE);
        assertThat(learner.get("/me/courses").text()).contains("Đã hoàn thành", "Xem kết quả đã cộng gì");

        room.grade("center", id, "{\"state\":\"IN_PROGRESS\"}");
        assertThat(room.total(TestServer.LEARNER)).isEqualTo("0");
    }

    /** Everything that is known of the learner. */
    private static String state() {
        String subject = "/api/v1/subjects/" + TestServer.LEARNER;
        return List.of(
                        room.activities(TestServer.LEARNER).body(),
                        room.server.get("center", subject + "/progress").body(),
                        room.server.get("center", subject + "/titles").body(),
                        room.server
                                .get("center", "/api/v1/enrolments?subject=" + TestServer.LEARNER)
                                .body())
                .toString();
    }

    @Test
    void a_cancelled_session_says_so_where_the_learner_looks() {
        String course = room.anyCourse();
        String session = room.session(course, 3);
        learner.submit("/courses/" + course + "/enrolment", "session", session);

        Page cancelled = center.submit(
                "/teaching/courses/" + course + "/session/cancellation", "id", session, "reason", "Bão số 5.");

        assertThat(cancelled.text()).contains("Đã hủy lớp");
        assertThat(learner.get("/me/courses").text()).contains("Lớp này đã hủy: Bão số 5.");
        assertThat(learner.get("/courses/" + course).text()).contains("Đã hủy", "Bão số 5.");
    }

    @Test
    void a_course_is_entered_and_a_bad_form_loses_nothing() {
        String code = "MOI-" + UUID.randomUUID();
        Page wrong = center.submit(
                "/teaching/course",
                "code",
                "a b",
                "title",
                "Khóa <b>",
                "provider",
                "tphcm",
                "hours",
                "nhiều",
                "description",
                "Học gì",
                "mode",
                "online",
                "url",
                "javascript:x",
                "skills",
                "tt02:x");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html())
                .contains(
                        "id=\"code-wrong\"",
                        "id=\"hours-wrong\"",
                        "id=\"url-wrong\"",
                        "id=\"skills-wrong\"",
                        "Học gì</textarea>");
        assertThat(wrong.field("title")).isEqualTo("Khóa &lt;b>");
        Page foreign = center.submit("/teaching/course", "code", code, "title", "Khóa", "provider", "tphcm");
        assertThat(foreign.html()).contains("id=\"provider-wrong\"");

        Page saved = center.submit(
                "/teaching/course",
                "code",
                code,
                "title",
                "Khóa mới",
                "provider",
                "quang-vinh",
                "hours",
                "2,5",
                "skills",
                "tt02-2025:4.2:3");
        assertThat(saved.text()).contains("Đã lưu khóa học.", "Khóa mới");
        assertThat(center.get("/teaching?q=khoa+moi").text()).contains("Khóa mới", code);
        assertThat(TestBrowser.as("learner", room.server).get("/teaching").status())
                .isEqualTo(403);
    }

    @Test
    void a_session_is_entered_once_and_a_bad_form_loses_nothing() {
        String course = room.anyCourse();
        String form = "/teaching/courses/" + course + "/session";
        String id = center.get(form).field("id");
        Page wrong = center.submit(
                form,
                "id",
                id,
                "starts",
                "2199-03-02T08:00",
                "ends",
                "2199-03-01T08:00",
                "place",
                "Nhà \"văn hóa\"",
                "capacity",
                "nhiều");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html()).contains("id=\"ends-wrong\"", "id=\"capacity-wrong\"");
        assertThat(wrong.field("place")).isEqualTo("Nhà &#34;văn hóa&#34;");

        String[] good = {"id", id, "starts", "02/03/2199 08:00", "ends", "2199-03-02T11:30", "capacity", "30"};
        center.submit(form, good);
        Page saved = center.submit(form, good);
        assertThat(saved.text()).contains("Đã lưu lớp.", "02/03/2199, 08:00–11:30", "còn 30 trên 30 chỗ");
        assertThat(room.server
                        .get("learner", "/api/v1/courses/" + course + "/sessions")
                        .at("/items"))
                .hasSize(1);
    }

    @Test
    void a_centre_enters_people_and_completes_them_at_once_and_reads_who_won() {
        String course = room.anyCourse();
        String session = room.session(course, 10);
        String people = "/teaching/courses/" + course + "/people";
        String one = room.server.anyFarmer();
        String other = room.server.anyFarmer();

        assertThat(center.submit(people + "/search", "session", session, "q", one)
                        .text())
                .contains("Nguyễn Văn Á", "Ghi danh");
        center.submit(people + "/new", "session", session, "subject", one);
        Page entered = center.submit(people + "/new", "session", session, "subject", other);
        assertThat(entered.text()).contains("Đã ghi danh.", "còn 8 trên 10 chỗ", one, other);

        assertThat(center.submit(people, "session", session, "act", "completed").text())
                .contains("Hãy chọn ít nhất một người.");
        List<String> ids = room.server
                .get("center", "/api/v1/enrolments?session=" + session)
                .at("/items")
                .findValuesAsText("id");
        assertThat(center.get(people + "?session=" + session + "&all=1")
                        .html()
                        .split("type=\"checkbox\" name=\"id\"[^>]*checked", -1))
                .hasSize(3);
        Page wrong = center.submit(
                people, "session", session, "id", ids.get(0), "id", ids.get(1), "act", "completed", "hours", "ba");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.field("hours")).isEqualTo("ba");
        assertThat(wrong.html().split("type=\"checkbox\" name=\"id\"[^>]*checked", -1))
                .hasSize(3);

        Page done = center.submit(
                people, "session", session, "id", ids.get(0), "id", ids.get(1), "act", "completed", "scaled", "85");
        assertThat(done.text()).contains("Đã lưu cho 2 người.", "Nguyễn Văn Á vừa đạt Người học chăm", "Đã hoàn thành");
        Page again = center.submit(people, "session", session, "id", ids.get(0), "act", "cancelled");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("Chưa lưu cho ai", "Nguyễn Văn Á");
    }

    @Test
    void a_course_of_another_part_is_not_the_centres_to_manage() {
        String course = room.course("HCM-" + UUID.randomUUID(), "tphcm");

        assertThat(center.get("/teaching/courses/" + course).status()).isEqualTo(403);
        assertThat(center.get("/teaching/courses/" + course + "/people").status())
                .isEqualTo(403);
        assertThat(center.get("/teaching/course?code=" + course).status()).isEqualTo(403);
        assertThat(center.get("/courses/" + course).text()).doesNotContain("Quản lý khóa học");
    }
}
