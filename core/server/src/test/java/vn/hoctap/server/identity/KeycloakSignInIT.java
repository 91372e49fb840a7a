package vn.hoctap.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in and out with a browser at a real Keycloak. */
class KeycloakSignInIT {
    private static final String OWN = "/api/v1/subjects/" + RealmServer.LEARNER;
    private static final Duration SECONDS = Duration.ofSeconds(5);

    private static RealmServer server;

    private RealmBrowser browser;

    @BeforeAll
    static void start() {
        server = RealmServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        browser = new RealmBrowser(server);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void a_learner_signs_in_sees_what_is_his_and_signs_out_everywhere() {
        HttpResponse<String> page = browser.signIn("hocvien", "/me");

        assertThat(page.uri()).isEqualTo(server.at("/me"));
        assertThat(page.body()).contains("Nguyễn Văn Á");
        assertThat(browser.cookie("hoctap_session")).hasSize(43);
        assertThat(browser.statusOf(OWN)).isEqualTo(200);

        HttpResponse<String> home = browser.submit("/sign-out");

        assertThat(home.uri()).isEqualTo(server.at("/"));
        assertThat(browser.visited().toString()).contains("/protocol/openid-connect/logout");
        assertThat(browser.statusOf(OWN)).isEqualTo(401);
        assertThat(browser.open("/sign-in").body()).contains("kc-form-login");
    }

    @Test
    void who_has_signed_in_at_the_realm_already_types_nothing_again() {
        browser.signIn("hocvien", "/me");
        browser.openOnce("/");

        assertThat(browser.open("/sign-in?to=/me/log").uri()).isEqualTo(server.at("/me/log"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example.invalid/", "https://evil.example.invalid/", "/%5Cevil.example.invalid"})
    void nobody_is_led_astray_after_signing_in(String elsewhere) {
        HttpResponse<String> page = browser.signIn("hocvien", elsewhere);

        assertThat(page.uri().getAuthority()).isEqualTo(server.at("/").getAuthority());
        assertThat(page.uri().getPath()).isEqualTo("/me");
    }

    @Test
    void an_answer_without_its_question_is_refused() {
        HttpResponse<String> page = browser.openOnce("/sign-in/callback?code=x&state=y");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("Đăng nhập lại");
        assertThat(browser.cookie("hoctap_session")).isEmpty();
    }

    @Test
    void a_code_that_somebody_else_was_given_is_of_no_use() {
        HttpResponse<String> asked = browser.openOnce("/sign-in");
        String state = parameter(asked, "state");
        String issuer = server.realm().issuer();

        assertThat(browser.openOnce("/sign-in/callback?code=stolen&state=" + state + "&iss=" + issuer)
                        .statusCode())
                .isEqualTo(403);
        assertThat(parameter(asked, "code_challenge_method")).isEqualTo("S256");
        assertThat(parameter(asked, "nonce")).hasSize(43);
    }

    @Test
    void an_answer_of_another_server_is_refused() {
        String state = parameter(browser.openOnce("/sign-in"), "state");

        assertThat(browser.openOnce("/sign-in/callback?code=x&state=" + state + "&iss=http://evil.example.invalid")
                        .body())
                .contains("không xác nhận");
    }

    @Test
    void a_session_that_the_administrator_of_the_realm_ends_stops_within_seconds() {
        browser.signIn("hocvien", "/me");
        assertThat(browser.statusOf(OWN)).isEqualTo(200);

        server.realm().admin("POST", "/users/" + server.realm().id("hocvien") + "/logout", Map.of());

        Awaitility.await().atMost(SECONDS).until(() -> browser.statusOf(OWN) == 401);
    }

    @Test
    void the_tokens_of_an_ended_session_stop_within_seconds_too() {
        server.realm().allowPasswords();
        String token = server.realm().tokenOfServer("hocvien");
        assertThat(server.status(token, OWN)).isEqualTo(200);

        server.realm().admin("POST", "/users/" + server.realm().id("hocvien") + "/logout", Map.of());

        Awaitility.await().atMost(SECONDS).until(() -> server.status(token, OWN) == 401);
    }

    @Test
    void nobody_but_the_realm_ends_sessions() {
        browser.signIn("hocvien", "/me");
        String access = server.realm().token("hocvien");

        for (String forged : List.of("", "a.b.c", access)) {
            HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.at("/sign-out/backchannel"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("logout_token=" + forged)));
            assertThat(answer.statusCode()).isBetween(400, 401);
        }
        assertThat(browser.statusOf(OWN)).isEqualTo(200);
    }

    @Test
    void tokens_that_end_are_renewed_once_however_many_ask() throws Exception {
        server.realm().admin("PUT", "", Map.of("accessTokenLifespan", 22, "revokeRefreshToken", true));
        try {
            browser.signIn("hocvien", "/me");
            // Renewed soon; and as Keycloak takes a refresh token once, a second renewal would end all.
            Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            try (ExecutorService many = Executors.newFixedThreadPool(8)) {
                List<Future<Integer>> answers = many.invokeAll(Collections.nCopies(16, () -> browser.statusOf(OWN)));
                for (Future<Integer> answer : answers) {
                    assertThat(answer.get()).isEqualTo(200);
                }
            }
            Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(browser.statusOf(OWN)).isEqualTo(200);
        } finally {
            server.realm().admin("PUT", "", Map.of("accessTokenLifespan", 300, "revokeRefreshToken", false));
        }
    }

    @Test
    void who_is_the_realms_but_not_ours_hears_why() {
        try (RealmServer other = RealmServer.start();
                RealmBrowser stranger = new RealmBrowser(other)) {
            other.realm().withoutAudience();

            HttpResponse<String> page = stranger.signIn("hocvien", "/me");

            assertThat(page.statusCode()).isEqualTo(403);
            assertThat(page.body()).contains("chưa được cài đặt");
        }
    }

    @Test
    void behind_a_proxy_all_goes_by_the_name_that_people_know() {
        try (RealmServer proxied = RealmServer.behind(URI.create("https://hoctap.example.invalid"));
                RealmBrowser visitor = new RealmBrowser(proxied)) {
            HttpResponse<String> asked = visitor.openOnce("/sign-in");

            assertThat(parameter(asked, "redirect_uri")).isEqualTo("https://hoctap.example.invalid/sign-in/callback");
            assertThat(asked.headers().firstValue("set-cookie").orElseThrow())
                    .startsWith("__Host-hoctap_sign_in=")
                    .contains("Secure", "HTTPOnly", "SameSite=Lax", "Path=/")
                    .doesNotContain("Domain");
        }
    }

    private static String parameter(HttpResponse<String> redirect, String name) {
        String query = URI.create(redirect.headers().firstValue("Location").orElseThrow())
                .getQuery();
        return List.of(query.split("&")).stream()
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }
}
