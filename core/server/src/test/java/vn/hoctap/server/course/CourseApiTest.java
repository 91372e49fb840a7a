package vn.hoctap.server.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.subject.ApiFixture;
import vn.hoctap.server.subject.ApiFixture.Answer;

class CourseApiTest {
    private final ApiFixture api = new ApiFixture();

    @BeforeEach
    void serve() {
        Map<String, Handler<RoutingContext>> operations = new CourseApi(
                        new Courses(api.register.test.database()),
                        new Sessions(api.register.test.database()),
                        new CourseRights(id -> api.register
                                .units
                                .tree()
                                .find(id)
                                .map(u -> api.register.units.tree().path(id))),
                        Clock.system(Words.ZONE))
                .operations();
        api.mount(HttpMethod.GET, "/courses", operations, "listCourses");
        api.mount(HttpMethod.POST, "/courses", operations, "createCourse");
        api.start();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void a_center_enters_and_replaces_a_course_and_everybody_finds_it() {
        String body = """
                {"code": "ATTT-01", "title": "An toàn thông tin cơ bản", "hours": 12.5,
                 "skills": [{"framework": "tt02-2025", "component": "4.2", "level": 3}]}""";
        assertThat(post("learner", body).status()).isEqualTo(403);
        assertThat(post("center", body).status()).isEqualTo(201);
        assertThat(post("center", body).status()).isEqualTo(200);
        Answer found = api.get("learner", "/courses?q=an+toan");
        assertThat(found.body().path("items").size()).isEqualTo(1);
        assertThat(found.body().path("items").path(0).path("hours").decimalValue())
                .isEqualByComparingTo("12.5");
        assertThat(found.body()
                        .path("items")
                        .path(0)
                        .path("skills")
                        .path(0)
                        .path("level")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void nobody_overwrites_a_course_of_a_provider_elsewhere() {
        assertThat(post("root", "{\"code\": \"BT-1\", \"title\": \"T\", \"provider\": \"xa-1\"}")
                        .status())
                .isEqualTo(201);
        assertThat(post("center", "{\"code\": \"BT-1\", \"title\": \"Mine\"}").status())
                .isEqualTo(403);
        assertThat(post("center", "{\"code\": \"BT-2\", \"title\": \"T\", \"provider\": \"xa-1\"}")
                        .status())
                .isEqualTo(403);
        assertThat(post("center", "{\"code\": \"BT-3\", \"title\": \"T\", \"provider\": \"thon-a\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void every_fault_is_named_at_its_place() {
        Answer refused = post("center", "{\"title\": \"\", \"hours\": -1, \"skills\": [{\"framework\": \"x\"}]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.pointers()).containsExactlyInAnyOrder("/code", "/title", "/hours", "/skills/0");
    }

    private Answer post(String caller, String body) {
        return api.send(caller, "POST", "/courses", body);
    }
}
