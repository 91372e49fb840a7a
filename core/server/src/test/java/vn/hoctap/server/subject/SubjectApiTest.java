package vn.hoctap.server.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.server.subject.RegisterFixture.since;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.http.Clients;
import vn.hoctap.server.http.RateLimit;
import vn.hoctap.server.identity.Searches;
import vn.hoctap.server.subject.ApiFixture.Answer;

class SubjectApiTest {
    private final ApiFixture api = new ApiFixture();

    @BeforeEach
    void serve() {
        Map<String, Handler<RoutingContext>> operations = new SubjectApi(
                        api.register.subjects,
                        api.consequences(),
                        new Searches(api.register.subjects.secrets(), InstantSource.system()),
                        new RateLimit(3, new Clients(List.of()), InstantSource.system()))
                .operations();
        api.mount(HttpMethod.GET, "/subjects", operations, "listSubjects");
        api.mount(HttpMethod.POST, "/subjects", operations, "createSubject");
        api.mount(HttpMethod.POST, "/subjects/search", operations, "searchSubjects");
        api.mount(HttpMethod.GET, "/subjects/:id", operations, "getSubject");
        api.mount(HttpMethod.PATCH, "/subjects/:id", operations, "patchSubject");
        api.mount(
                HttpMethod.PUT,
                "/memberships",
                new MembershipApi(api.register.memberships, api.register.subjects, api.consequences()).operations(),
                "putMembership");
        api.start();
        api.register.citizen("cit-1", since("2025-01-01").named("Nguyễn Văn Á").living("thon-a"));
        api.register.citizen("cit-3", since("2025-01-01").named("Trần Đông").living("thon-c"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void an_officer_enters_a_person_of_his_part() {
        Answer created = post("officer", """
                {"id": "cit-000123", "kind": "citizen", "name": "Nguyễn Văn Á", "birthDate": "1968-04-12",
                 "group": "nong-dan", "residence": "thon-a", "workplaces": ["co-quan"],
                 "attributes": {"region": "difficult", "score": 12.5},
                 "identities": [{"account": {"homePage": "https://lms.example.invalid", "name": "4711"}},
                                {"mbox": "mailto:a@example.invalid"}]}""");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body())
                .isEqualTo(api.get("officer", "/subjects/cit-000123").body());
        assertThat(created.body().path("group").asText()).isEqualTo("nong-dan");
        assertThat(created.body().path("residence").asText()).isEqualTo("thon-a");
        assertThat(created.body().path("attributes").toString()).isEqualTo("{\"region\":\"difficult\",\"score\":12.5}");
        assertThat(created.body().path("identities").size()).isEqualTo(2);
        assertThat(api.consequences).containsExactly("judge cit-000123", "identify cit-000123");
    }

    @Test
    void an_id_that_somebody_has_elsewhere_is_refused_as_all_is_there_and_nobody_tries_many() {
        String taken = "{\"id\": \"cit-3\", \"kind\": \"citizen\", \"name\": \"X\", \"residence\": \"thon-a\"}";
        Answer foreign = patch("officer", "cit-3", "{\"name\": \"X\"}");

        Answer refused = post("officer", taken);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("detail")).isEqualTo(foreign.body().path("detail"));
        assertThat(post("officer", taken.replace("cit-3", "cit-1")).status()).isEqualTo(409);
        post("officer", taken);
        post("officer", taken);
        assertThat(post("officer", taken).status()).isEqualTo(429);
        assertThat(post("officer", taken.replace("cit-3", "cit-new")).status()).isEqualTo(429);
        assertThat(post("officer", taken.replace("\"id\": \"cit-3\",", "")).status())
                .isEqualTo(201);
    }

    @Test
    void who_has_a_national_id_is_not_found_out_by_trying_many_on_somebody() {
        post("officer", """
                {"id": "cit-10", "kind": "citizen", "name": "Y", "residence": "thon-a", "nationalId": "001068000123"}""");
        String guess = "{\"nationalId\": \"001068000123\"}";

        List<Integer> answers = Stream.generate(
                        () -> patch("officer", "cit-1", guess).status())
                .limit(4)
                .toList();

        assertThat(answers).containsExactly(409, 409, 409, 429);
        assertThat(patch("officer", "cit-1", guess.replace("123", "124")).status())
                .isEqualTo(429);
        assertThat(patch("officer", "cit-1", "{\"name\": \"Z\"}").status()).isEqualTo(200);
    }

    @Test
    void an_id_is_made_when_left_out() {
        Answer created = post("officer", "{\"kind\": \"citizen\", \"residence\": \"thon-b\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().path("id").asText()).isNotEmpty();
    }

    @Test
    void nobody_enters_people_elsewhere_or_without_the_role() {
        String body = "{\"id\": \"cit-9\", \"kind\": \"citizen\", \"residence\": \"thon-a\"}";
        assertThat(post("sibling", body).status()).isEqualTo(403);
        assertThat(post("center", body).status()).isEqualTo(403);
        assertThat(post("learner", body).status()).isEqualTo(403);
        assertThat(post("officer", "{\"kind\": \"citizen\"}").status()).isEqualTo(403);
        assertThat(api.register.subjects.find("cit-9")).isEmpty();
        assertThat(post("root", body).status()).isEqualTo(201);
        assertThat(post("root", body).status()).isEqualTo(409);
    }

    @Test
    void every_fault_is_named_at_its_place() {
        Answer refused = post("officer", """
                {"id": "a\\u0007b", "kind": "person", "birthDate": "2100-01-01", "residence": "nowhere",
                 "workplaces": ["co-quan", "nowhere"], "from": "yesterday",
                 "attributes": {"age": 3, "religion": "x", "list": [], "a b": 1}, "identities": [{"mbox": "a@b"}]}""");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.pointers())
                .containsExactlyInAnyOrder(
                        "/id",
                        "/kind",
                        "/birthDate",
                        "/residence",
                        "/workplaces/1",
                        "/from",
                        "/attributes/age",
                        "/attributes/religion",
                        "/attributes/list",
                        "/attributes/a b",
                        "/identities/0");
    }

    @Test
    void a_foreign_person_is_not_seen_and_not_changed() {
        assertThat(api.get("officer", "/subjects/cit-3").status()).isEqualTo(403);
        assertThat(api.get("officer", "/subjects/nobody").status()).isEqualTo(403);
        assertThat(api.get("root", "/subjects/nobody").status()).isEqualTo(404);
        assertThat(api.get("learner", "/subjects/cit-1").status()).isEqualTo(200);
        assertThat(api.get("learner", "/subjects/cit-3").status()).isEqualTo(403);
        assertThat(patch("officer", "cit-3", "{\"name\": \"X\"}").status()).isEqualTo(403);
        assertThat(patch("learner", "cit-1", "{\"name\": \"X\"}").status()).isEqualTo(403);
        assertThat(search("nguyen").ids()).containsExactly("cit-1");
        assertThat(search("tran").ids()).isEmpty();
        assertThat(api.get("officer", "/subjects?orgUnit=thon-c").ids()).isEmpty();
    }

    @Test
    void a_change_is_dated_and_judged_before_the_answer() {
        Answer changed = patch("officer", "cit-1", """
                {"from": "2026-01-01", "group": "cong-nhan", "attributes": {"region": "difficult"}, "workplaces": null}""");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("group").asText()).isEqualTo("cong-nhan");
        assertThat(changed.body()
                        .path("history")
                        .path("attributes")
                        .path(0)
                        .path("from")
                        .asText())
                .isEqualTo("2026-01-01");
        assertThat(api.consequences).containsExactly("judge cit-1");
        assertThat(patch("officer", "cit-1", "{\"attributes\": {\"region\": null}, \"name\": \"Mới\"}")
                        .body()
                        .path("attributes"))
                .isEmpty();
        assertThat(patch("officer", "cit-1", "{\"kind\": \"clan\"}").pointers()).containsExactly("/kind");
    }

    @Test
    void pages_are_linked() {
        Answer first = api.get("root", "/subjects?kind=citizen&limit=1");
        assertThat(first.ids()).containsExactly("cit-1");
        assertThat(first.link()).contains("rel=\"next\"");
        String next = String.valueOf(first.link()).replaceAll("^<|>.*$", "");
        assertThat(api.get("root", next).ids()).containsExactly("cit-3");
        assertThat(api.get("root", next).link()).isNull();
    }

    @Test
    void a_household_is_entered_and_left() {
        assertThat(post("officer", "{\"id\": \"house\", \"kind\": \"family\", \"residence\": \"thon-a\"}")
                        .status())
                .isEqualTo(201);
        String joins = "{\"member\": \"cit-1\", \"collective\": \"house\", \"from\": \"2026-01-01\"}";
        assertThat(put("sibling", joins).status()).isEqualTo(403);
        assertThat(put("officer", joins).status()).isEqualTo(200);
        String leaves = "{\"member\": \"cit-1\", \"collective\": \"house\", \"to\": \"2026-06-01\"}";
        assertThat(put("officer", leaves).body().path("from").asText()).isEqualTo("2026-01-01");
        assertThat(api.get("officer", "/subjects/cit-1")
                        .body()
                        .path("memberships")
                        .path(0)
                        .path("to")
                        .asText())
                .isEqualTo("2026-06-01");
        assertThat(put("officer", "{\"member\": \"cit-1\", \"collective\": \"thon-a\"}")
                        .pointers())
                .containsExactly("/collective");
        assertThat(put("officer", "{\"member\": \"cit-1\"}").pointers()).containsExactly("/collective");
    }

    private Answer post(String caller, String body) {
        return api.send(caller, "POST", "/subjects", body);
    }

    private Answer search(String text) {
        return api.send("officer", "POST", "/subjects/search", "{\"q\":\"%s\"}".formatted(text));
    }

    private Answer patch(String caller, String id, String body) {
        return api.send(caller, "PATCH", "/subjects/" + id, body);
    }

    private Answer put(String caller, String body) {
        return api.send(caller, "PUT", "/memberships", body);
    }
}
