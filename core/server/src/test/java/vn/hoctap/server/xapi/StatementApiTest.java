package vn.hoctap.server.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.server.xapi.XapiFixture.Answer;

class StatementApiTest {
    private static final String ID = "6690e6c9-3ef0-4ed3-8b37-7f3964730bee";
    private static final String COURSE = """
            {"id": "%s", "actor": {"account": {"homePage": "http://127.0.0.1:18200", "name": "13"}},
             "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"}, "timestamp": "2026-05-01T08:00:00+07:00",
             "object": {"id": "http://lms.example/c/1", "definition":
               {"type": "http://adlnet.gov/expapi/activities/course", "name": {"fr": "Un", "en-US": "One"}}}}""".formatted(ID);

    private @TempDir static Path temp;
    private XapiFixture lms;
    private Providers.Created provider;

    @BeforeEach
    void open() {
        lms = new XapiFixture(temp);
        provider = lms.provider(null);
        lms.person("cit-13", XapiFixture.userNumber("13"));
    }

    @AfterEach
    void close() {
        lms.close();
    }

    private String count(String table) {
        return lms.query("select count(*) from " + table).getFirst();
    }

    @Test
    void nothing_to_send_is_fine() {
        Answer answer = lms.post(provider, "[]");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().isArray()).isTrue();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_rotated_secret_replaces_the_one_before_and_the_key_stays() {
        lms.post(provider, "[]");

        Answer rotated = lms.send("POST", "/providers/" + provider.id() + "/rotation", "", "Caller", "admin");

        Providers.Created fresh = new Providers.Created(
                provider.id(), provider.key(), rotated.body().path("secret").asText());
        assertThat(rotated.body().path("key").asText()).isEqualTo(provider.key());
        assertThat(lms.post(fresh, "[]").status()).isEqualTo(200);
        assertThat(lms.post(provider, "[]").status()).isEqualTo(401);
        assertThat(lms.query("select deed from audit_event")).contains("provider-key-rotated");
        assertThat(lms.query("select encode(secret_hash, 'escape') from provider"))
                .noneMatch(hash -> hash.contains(fresh.secret()));
    }

    @Test
    void one_statement_alone_is_answered_with_its_id_and_becomes_a_fact() {
        Answer answer = lms.post(provider, COURSE);
        assertThat(answer.body().path(0).asText()).isEqualTo(ID);
        assertThat(answer.header("X-Experience-API-Version")).isEqualTo("1.0.3");
        assertThat(lms.query("select title || ' ' || course from fact")).containsExactly("One http://lms.example/c/1");
    }

    @Test
    void the_version_is_demanded_and_answered() {
        Answer without = lms.send("POST", "/xapi/statements", COURSE, "Authorization", XapiFixture.basic(provider));
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.body().path("detail").asText()).contains("X-Experience-API-Version");
        assertThat(with("0.95").status()).isEqualTo(400);
        assertThat(with("1.0").header("X-Experience-API-Version")).isEqualTo("1.0.3");
        assertThat(with("2.0.0").header("X-Experience-API-Version")).isEqualTo("2.0.0");
        assertThat(lms.send("GET", "/xapi/about", "").body().path("version")).isNotEmpty();
    }

    private Answer with(String version) {
        return lms.send(
                "POST",
                "/xapi/statements",
                "[]",
                "Authorization",
                XapiFixture.basic(provider),
                "X-Experience-API-Version",
                version,
                "Content-Type",
                "application/json");
    }

    @Test
    void the_same_again_is_fine_and_other_content_under_the_id_is_a_conflict() {
        lms.post(provider, COURSE);
        assertThat(lms.post(provider, COURSE.replace(" ", "")).status()).isEqualTo(200);
        assertThat(count("statement")).isEqualTo("1");
        assertThat(lms.post(provider, COURSE.replace("/c/1", "/c/2")).status()).isEqualTo(409);
        assertThat(count("fact")).isEqualTo("1");
    }

    @Test
    void one_bad_statement_refuses_all_and_is_named() {
        String bad = COURSE.replace(ID, "no uuid").replace("\"name\": \"13\"", "\"nam\": \"13\"");
        Answer answer = lms.post(provider, "[" + COURSE + "," + bad + "]");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers()).containsExactly("/1/id", "/1/actor/account");
        assertThat(count("statement")).isEqualTo("0");
        assertThat(count("fact")).isEqualTo("0");
    }

    @Test
    void what_is_no_json_is_refused_without_being_repeated() {
        Answer answer = lms.post(provider, "{\"actor\": secret}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asText()).contains("line 1").doesNotContain("secret");
        assertThat(lms.post(provider, "7").status()).isEqualTo(400);
        assertThat(lms.post(provider, "").status()).isEqualTo(400);
        assertThat(lms.post(provider, "[] []").status()).isEqualTo(400);
        assertThat(lms.post(provider, "[" + COURSE + "," + COURSE + "]").pointers())
                .containsExactly("/1/id");
    }

    @Test
    void who_has_no_key_sends_nothing() {
        assertThat(lms.post(new Providers.Created("", provider.key(), "guess"), COURSE)
                        .status())
                .isEqualTo(401);
        assertThat(lms.post(new Providers.Created("", "guess", provider.secret()), COURSE)
                        .status())
                .isEqualTo(401);
        assertThat(lms.send("POST", "/xapi/statements", COURSE).status()).isEqualTo(401);
        assertThat(lms.send("POST", "/xapi/statements", COURSE, "Caller", "center")
                        .status())
                .isEqualTo(403);
        assertThat(lms.send("POST", "/xapi/statements", COURSE, "Authorization", "Basic ?")
                        .status())
                .isEqualTo(401);
        assertThat(count("statement")).isEqualTo("0");
    }

    @Test
    void an_administrator_may_send_too() {
        Answer answer = lms.send(
                "POST",
                "/xapi/statements",
                COURSE,
                "Caller",
                "admin",
                "X-Experience-API-Version",
                "2.0.0",
                "Content-Type",
                "application/json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(lms.query("select provider from statement")).containsExactly("bearer:admin");
    }

    @Test
    void a_key_is_made_shown_once_listed_without_its_secret_and_revoked() {
        Answer made =
                lms.send("POST", "/providers", "{\"name\": \"Moodle\", \"orgUnit\": \"xa_1\"}", "Caller", "admin");
        assertThat(made.status()).isEqualTo(201);
        Providers.Created key = new Providers.Created(
                made.body().path("id").asText(),
                made.body().path("key").asText(),
                made.body().path("secret").asText());
        assertThat(lms.post(key, "[]").status()).isEqualTo(200);
        Answer listed = lms.send("GET", "/providers", "", "Caller", "center");
        assertThat(listed.body().path("items").findValuesAsText("id")).containsExactly(key.id());
        assertThat(listed.body().toString()).doesNotContain(key.secret());
        assertThat(lms.send("DELETE", "/providers/" + key.id(), "", "Caller", "center")
                        .status())
                .isEqualTo(403);
        assertThat(lms.send("DELETE", "/providers/" + key.id(), "", "Caller", "admin")
                        .status())
                .isEqualTo(204);
        assertThat(lms.post(key, "[]").status()).isEqualTo(401);
        assertThat(lms.send("DELETE", "/providers/" + key.id(), "", "Caller", "admin")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_provider_needs_a_name_and_a_unit_that_exists() {
        Answer refused = lms.send("POST", "/providers", "{\"orgUnit\": \"nowhere\"}", "Caller", "admin");
        assertThat(refused.pointers()).containsExactlyInAnyOrder("/name", "/orgUnit");
        assertThat(lms.send("POST", "/providers", "{\"name\": \"x\"}", "Caller", "center")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_list_says_why_page_by_page_to_those_who_may_see_everything() {
        lms.post(provider, "[" + String.join(",", XapiFixture.sent("by-mail.jsonl")) + "]");
        lms.post(provider, COURSE);
        Answer facts = lms.send("GET", "/statements?outcome=FACT", "", "Caller", "auditor");
        assertThat(facts.body().path("items").path(0).path("subject").asText()).isEqualTo("cit-13");
        assertThat(facts.body().path("items").path(0).path("fact").asText()).isNotEmpty();
        Answer first = lms.send("GET", "/statements?limit=20", "", "Caller", "admin");
        assertThat(first.body().path("items")).hasSize(20);
        String next = String.valueOf(first.header("Link")).replaceAll("^<|>.*$", "");
        Answer second = lms.send("GET", next, "", "Caller", "admin");
        assertThat(second.body().path("items").findValuesAsText("id"))
                .doesNotContainAnyElementsOf(first.body().path("items").findValuesAsText("id"));
        assertThat(lms.send("GET", "/statements", "", "Caller", "center").status())
                .isEqualTo(403);
        assertThat(lms.send("GET", "/statements?after=bm9uc2Vuc2U", "", "Caller", "admin")
                        .status())
                .isEqualTo(400);
    }
}
