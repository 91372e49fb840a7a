package vn.hoctap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

    private static final Pattern FONT = Pattern.compile("url\\(([^)]+)\\)");

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
    @CsvSource({
        "/me?cycle=2025, /me?cycle=2025",
        "//evil.example, /",
        "https://evil.example, /",
        "/\\evil.example, /",
        "'/\t/evil.example', /"
    })
    void the_language_switch_leads_back_and_nowhere_else(String back, String to) {
        String encoded = URLEncoder.encode(back, StandardCharsets.UTF_8);

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

    @Test
    void the_first_page_is_light_enough_for_a_slow_phone() throws Exception {
        Page home = TestBrowser.anonymous(server).get("/");
        Set<String> addresses = new TreeSet<>(Set.of("/"));
        ASSET.matcher(home.html()).results().forEach(found -> addresses.add(found.group()));
        for (String sheet : List.copyOf(addresses)) {
            if (sheet.endsWith(".css")) {
                String css = server.send(HttpRequest.newBuilder(server.at(sheet)))
                        .body()
                        .textValue();
                FONT.matcher(css).results().forEach(font -> addresses.add(sheet.replace("look.css", font.group(1))));
            }
        }

        int bytes = 0;
        for (String address : addresses) {
            bytes += overTheWire(address);
        }

        assertThat(addresses).hasSize(8);
        assertThat(bytes).isLessThan(150 * 1024);
    }

    private static int overTheWire(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.at(address))
                .header("Accept-Encoding", "gzip")
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofByteArray()).body().length;
        }
    }
}
