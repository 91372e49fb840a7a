package vn.hoctap.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;

class SignInTest {
    private static final String OWN = "/api/v1/subjects/" + TestServer.LEARNER;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<String> forgeries() {
        String[] good = server.token("admin").split("\\.");
        String none = encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}");
        String hmac = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        String raised = encoded(
                new String(Base64.getUrlDecoder().decode(server.token("learner").split("\\.")[1]))
                        .replace("[\"learner\"]", "[\"admin\"]"));
        return Stream.of(
                "",
                "x",
                "a.b.c",
                good[0] + "." + good[1],
                good[0] + "." + good[1] + ".",
                good[0] + "." + good[1] + "." + good[2].substring(8),
                good[0] + "." + good[1] + "." + good[2] + "AAAA",
                good[0] + "." + raised + "." + good[2],
                none + "." + good[1] + ".",
                none + "." + good[1] + "." + good[2],
                hmac + "." + good[1] + "." + good[2],
                "{}.{}.{}",
                "ă.ă.ă",
                "x".repeat(20_000));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void a_forged_token_is_no_token(String token) {
        Answer answer =
                server.api(HttpRequest.newBuilder(server.at(OWN)).header("Authorization", "Bearer " + ascii(token)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().get("www-authenticate").getFirst()).startsWith("Bearer");
    }

    private static String ascii(String token) {
        return token.replace("ă", "a~");
    }

    @Test
    void without_a_token_nothing_is_said_about_anything() {
        assertThat(server.api(HttpRequest.newBuilder(server.at(OWN))).status()).isEqualTo(401);
        assertThat(server.api(HttpRequest.newBuilder(server.at("/api/v1/activities"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{")))
                        .status())
                .isEqualTo(401);
        assertThat(server.api(HttpRequest.newBuilder(server.at(OWN)).header("Authorization", "Basic eDp5"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void everybody_may_read_the_description() {
        Answer answer = server.send(HttpRequest.newBuilder(server.at("/api/openapi.yaml")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().asText()).startsWith("openapi: 3.1");
    }

    @Test
    void a_foreign_subject_looks_like_one_that_does_not_exist() {
        String farmer = server.anyFarmer();

        Answer foreign = server.get("learner", "/api/v1/subjects/" + farmer);
        Answer none = server.get("learner", "/api/v1/subjects/nobody");

        assertThat(foreign.status()).isEqualTo(403);
        assertThat(none.body()).isEqualTo(foreign.body());
        assertThat(server.get("learner", OWN).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"learner", "officer", "center", "admin", "auditor"})
    void a_browser_signs_in_as_a_sample_person_and_out_again(String persona) {
        Answer in = server.send(form("/demo/sign-in/" + persona).header("Sec-Fetch-Site", "same-origin"));
        String cookie = in.headers().get("set-cookie").getFirst();

        assertThat(in.status()).isEqualTo(303);
        assertThat(cookie).containsIgnoringCase("httponly").contains("SameSite=Lax", "Path=/");
        Answer page = server.send(HttpRequest.newBuilder(server.at("/")).header("Cookie", own(cookie)));
        assertThat(page.status()).isEqualTo(303);
        Answer out = server.send(
                form("/sign-out").header("Sec-Fetch-Site", "same-origin").header("Cookie", own(cookie)));
        assertThat(out.headers().get("set-cookie").getFirst()).contains("hoctap_session=;", "Max-Age=0");
        assertThat(server.send(HttpRequest.newBuilder(server.at("/")).header("Cookie", own(cookie)))
                        .status())
                .isEqualTo(200);
    }

    private static String own(String cookie) {
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void who_is_asked_to_sign_in_comes_to_the_page_that_he_wanted() {
        TestBrowser stranger = TestBrowser.anonymous(server);

        TestBrowser.Page welcome = stranger.get("/officer?cycle=2025&group=nong-dan");

        assertThat(welcome.address()).isEqualTo("/?to=%2Fofficer%3Fcycle%3D2025%26group%3Dnong-dan");
        assertThat(welcome.field("to")).isEqualTo("/officer?cycle=2025&amp;group=nong-dan");
        assertThat(led("/officer?cycle=2025")).isEqualTo("/officer?cycle=2025");
        assertThat(led("//elsewhere.example.invalid")).isEqualTo("/");
        assertThat(led("https://elsewhere.example.invalid")).isEqualTo("/");
        assertThat(led("/\\elsewhere.example.invalid")).isEqualTo("/");
    }

    private static String led(String to) {
        return server.send(HttpRequest.newBuilder(server.at("/demo/sign-in/officer"))
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("to=" + URLEncoder.encode(to, StandardCharsets.UTF_8))))
                .headers()
                .get("location")
                .getFirst();
    }

    @Test
    void another_site_can_neither_sign_in_nor_act_for_somebody() {
        assertThat(server.send(form("/demo/sign-in/admin").header("Sec-Fetch-Site", "cross-site"))
                        .status())
                .isEqualTo(403);
        assertThat(server.send(form("/demo/sign-in/admin").header("Origin", "https://evil.example.invalid"))
                        .status())
                .isEqualTo(403);
        HttpRequest.Builder forged = form("/api/v1/activities")
                .header("Cookie", server.cookie("admin"))
                .header("Sec-Fetch-Site", "cross-site");
        assertThat(server.send(forged).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_cookie_that_nobody_knows_is_as_good_as_none(String value) {
        Answer page = server.send(HttpRequest.newBuilder(server.at("/")).header("Cookie", "hoctap_session=" + value));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().get("set-cookie").getFirst()).contains("Max-Age=0");
        assertThat(server.send(HttpRequest.newBuilder(server.at(OWN)).header("Cookie", "hoctap_session=" + value))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_token_is_no_session_and_nothing_of_it_is_in_the_cookie() {
        Answer page = server.send(
                HttpRequest.newBuilder(server.at("/")).header("Cookie", "hoctap_session=" + server.token("admin")));

        assertThat(page.status()).isEqualTo(200);
        assertThat(server.cookie("admin")).matches("hoctap_session=[A-Za-z0-9_-]{43}");
    }

    @Test
    void who_signs_in_anew_leaves_his_earlier_session_behind() {
        String before = server.cookie("learner");
        server.send(form("/demo/sign-in/learner")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Cookie", before));

        assertThat(server.send(HttpRequest.newBuilder(server.at(OWN)).header("Cookie", before))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void the_database_holds_neither_cookies_nor_readable_tokens() {
        String cookie = server.cookie("learner").substring("hoctap_session=".length());

        String rows = String.valueOf(server
                .server()
                .core()
                .database()
                .rows("select encode(id, 'escape') || encode(tokens, 'escape') as text from sign_in")
                .stream()
                .map(row -> row.getString("text"))
                .toList());

        assertThat(rows).doesNotContain(cookie, server.token("learner").split("\\.")[0]);
    }

    private static HttpRequest.Builder form(String path) {
        return HttpRequest.newBuilder(server.at(path)).POST(BodyPublishers.noBody());
    }
}
