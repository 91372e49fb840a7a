package vn.hoctap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;

class BadRequestTest {
    private static final String ACTIVITIES = "/api/v1/activities";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                    | /endedAt",
                "[{}]                                  | /0/subject",
                "[]                                    | ''",
                "7                                     | ''",
                "null                                  | ''",
                "'[{\"hours\": \"5\"}]'                | /0/hours",
                "'[{\"hours\": -1}]'                   | /0/hours",
                "'[{\"hours\": 10000.5}]'              | /0/hours",
                "'{\"skills\": [{\"level\": 1.5}]}'    | /skills/0/level",
                "'{\"skills\": [{\"a/b\": 1}]}'        | /skills/0/framework",
                "'{\"result\": {\"scaled\": 2}}'       | /result/scaled",
                "'{\"result\": {\"passed\": \"yes\"}}' | /result/passed",
                "'{\"subject\": \"\"}'                 | /subject",
                "'{\"type\": \"a b\"}'                 | /type",
                "'{\"id\": \"a\\u0001b\"}'             | /id",
                "'{\"source\": \"me\"}'                | /source",
                "'{\"evidence\": {}}'                  | /evidence"
            })
    void a_body_of_the_wrong_form_is_pointed_at(String body, String pointer) {
        Answer answer = server.post("admin", ACTIVITIES, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers()).contains(pointer);
        assertThat(answer.at("/detail").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[{}",
                "{} {}",
                "{\"a\": 1, \"a\": 2}",
                "[{\"x\": {\"a\": 1, \"a\": 2}}]",
                "{\"hours\": NaN}",
                "{\"hours\": Infinity}",
                "{\"hours\": 1e999999999}",
                "{\"hours\": 01}",
                "{\"title\": \"\\u0000\"}",
                "{\"\\u0000\": 1}",
                "{\"title\": \"a\\ud800b\"}",
                "{\"\\udc00\": 1}",
                "{'a': 1}",
                "{\"a\": 1,}",
                "// x\n{}"
            })
    void what_is_no_json_is_refused(String body) {
        Answer answer = server.post("admin", ACTIVITIES, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/detail").asText()).endsWith(".").doesNotContain("Jackson", "Feature", "com.");
    }

    @Test
    void depth_is_limited() {
        assertThat(server.post("admin", ACTIVITIES, "[".repeat(5000) + "]".repeat(5000))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void text_that_is_not_utf_8_is_refused() {
        byte[] latin = {'{', '"', 't', '"', ':', '"', (byte) 0xe1, '"', '}'};
        Answer answer = server.api(server.request("admin", ACTIVITIES)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(latin)));

        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"})
    void other_kinds_of_content_are_not_understood(String type) {
        Answer answer = server.api(
                server.request("admin", ACTIVITIES).header("Content-Type", type).POST(BodyPublishers.ofString("[]")));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.at("/detail").asText()).contains("application/json");
    }

    @Test
    void a_body_may_be_large_but_not_endless() {
        String filler = " ".repeat((int) ApiRouter.MAX_BODY);

        assertThat(server.post("admin", ACTIVITIES, filler + "[]").status()).isEqualTo(413);
        assertThat(server.post("admin", ACTIVITIES, filler.substring(10) + "[]").status())
                .isEqualTo(400);
    }

    @Test
    void more_than_a_thousand_items_are_too_many() {
        Answer answer = server.post("admin", ACTIVITIES, "[" + "7,".repeat(1000) + "7]");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").size()).isLessThanOrEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/subjects?limit=0, /query/limit",
        "/api/v1/subjects?limit=1001, /query/limit",
        "/api/v1/subjects?limit=ten, /query/limit",
        "/api/v1/subjects?limit=99999999999999999999, /query/limit",
        "/api/v1/subjects?kind=dog, /query/kind",
        "/api/v1/activities, /query/subject",
        "/api/v1/activities?subject=cit-000001&state=gone, /query/state",
        "/api/v1/activities?subject=cit-000001&after=%21, /query/after",
        "/api/v1/activities?subject=cit-000001&after=eA, /query/after",
        "/api/v1/subjects/cit-000001/progress?cycle=1, /query/cycle",
        "/api/v1/subjects?after=AA, /query/after",
        "/api/v1/subjects?q=nguyen, /query/q",
        "/api/v1/subjects?find=AAAA, /query/find",
        "/api/v1/audit?q=nguyen, /query/q",
        "/api/v1/org-units?q=a%00b, /query/q",
        "/api/v1/subjects?group=%00, /query/group",
        "/api/v1/subjects/a%00b, /path/id"
    })
    void a_wrong_parameter_is_named(String path, String pointer) {
        Answer answer = server.get("admin", path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers()).containsExactly(pointer);
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() {
        assertThat(server.send(server.request("admin", ACTIVITIES).PUT(HttpRequest.BodyPublishers.noBody()))
                        .headers()
                        .get("allow"))
                .containsExactly("GET, POST");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nothing, 404",
        "GET, /nothing, 404",
        "PUT, /api/v1/activities, 405",
        "DELETE, /api/v1/subjects/cit-000001, 405",
        "GET, /api/v1/criteria-sets/no%2Fset, 404",
        "GET, /api/v1/criteria-sets/thu%2Fnong-dan, 200",
        "GET, /api/v1/models, 200",
        "GET, /api/v1/plugins, 200",
        "GET, /api/v1/courses, 200",
        "GET, /api/v1/providers, 200",
        "GET, /api/v1/statements, 200",
        "GET, /api/v1/org-units?limit=2, 200",
        "GET, /api/v1/subjects?kind=citizen, 200",
        "GET, /health/live, 200",
        "GET, /health/ready, 200"
    })
    void every_address_answers_as_it_should(String method, String path, int status) {
        HttpRequest.Builder request = server.request("admin", path).method(method, BodyPublishers.noBody());
        Answer answer = path.startsWith("/api/") ? server.api(request) : server.send(request);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().get("x-content-type-options")).containsExactly("nosniff");
        assertThat(answer.headers().get("content-security-policy").getFirst()).contains("script-src 'self'");
        if (status >= 400) {
            assertThat(answer.headers().get("content-type")).containsExactly("application/problem+json");
        }
    }

    @Test
    void large_answers_are_compressed_for_those_who_want_it() {
        Answer answer = server.send(
                HttpRequest.newBuilder(server.at("/api/openapi.yaml")).header("Accept-Encoding", "gzip"));

        assertThat(answer.headers().get("content-encoding")).containsExactly("gzip");
    }
}
