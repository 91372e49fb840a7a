package vn.hoctap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.TestServer;

class PagesTest {
    private static final Pattern ASSET = Pattern.compile("/assets/[0-9a-f]+/[^\"]+");

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
    @CsvSource({
        "learner, /me",
        "learner, /me/log",
        "learner, /courses",
        "officer, /officer",
        "officer, /officer/queue",
        "officer, /officer/people/cit-000001",
        "officer, /titles",
        "center, /officer",
        "center, /courses",
        "center, /officer/people/cit-000001/log",
        "admin, /plugins",
        "admin, /officer",
        "auditor, /titles",
        "auditor, /plugins",
        "auditor, /officer/people/cit-000001"
    })
    void every_page_is_shown_in_both_languages(String persona, String path) {
        Page vietnamese = TestBrowser.as(persona, server).get(path);
        Page english = TestBrowser.as(persona, server).inEnglish().get(path);

        assertThat(vietnamese.status()).isEqualTo(200);
        assertThat(vietnamese.html()).contains("<html lang=\"vi\">", "<h1>", "id=\"main\"", "Bản demo");
        assertThat(english.html()).contains("<html lang=\"en\">", "Demo: sample data");
    }

    @ParameterizedTest
    @CsvSource({"learner, /me", "officer, /officer", "center, /officer", "admin, /plugins", "auditor, /titles"})
    void who_has_signed_in_begins_at_his_own_page(String persona, String home) {
        assertThat(TestBrowser.as(persona, server).get("/").address()).isEqualTo(home);
    }

    @Test
    void an_unknown_address_is_answered_with_a_page() {
        Page unknown = TestBrowser.anonymous(server).get("/nowhere");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text()).contains("Không tìm thấy");
    }

    @ParameterizedTest
    @CsvSource({"/me?cycle=2025, /me?cycle=2025", "//evil.example, /", "https://evil.example, /", "/\\evil.example, /"})
    void the_language_switch_leads_back_and_nowhere_else(String back, String to) {
        String encoded = java.net.URLEncoder.encode(back, StandardCharsets.UTF_8);

        TestServer.Answer answer = server.send(HttpRequest.newBuilder(server.at("/language?to=en&back=" + encoded)));

        assertThat(answer.headers().get("location")).containsExactly(to);
        assertThat(answer.headers().get("set-cookie").getFirst()).startsWith("hoctap_language=en;");
    }

    @Test
    void styles_and_scripts_are_kept_for_ever_under_an_address_that_changes_with_them() {
        Matcher assets = ASSET.matcher(TestBrowser.anonymous(server).get("/").html());
        while (assets.find()) {
            TestServer.Answer asset = server.send(HttpRequest.newBuilder(server.at(assets.group())));
            assertThat(asset.status()).describedAs(assets.group()).isEqualTo(200);
            assertThat(asset.headers().get("cache-control").getFirst()).contains("immutable");
        }
        assertThat(server.send(HttpRequest.newBuilder(server.at("/assets/0123456789ab/look.css")))
                        .status())
                .isEqualTo(404);
    }
}
