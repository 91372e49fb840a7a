package vn.hoctap.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;

/** Who is looked for stands in no address: not in that of the answer, and in none on the page. */
class SearchesTest {
    private static final int PEOPLE = 23;

    private static TestServer server;

    private final TestBrowser officer = TestBrowser.as("officer", server);

    @BeforeAll
    static void start() {
        server = TestServer.start();
        for (int i = 0; i < PEOPLE; i++) {
            server.post("officer", "/api/v1/subjects", """
                    {"id":"tim-%02d","kind":"citizen","name":"Vũ Thị Kiếm","group":"nong-dan","residence":"thon-3-quang-vinh"}""".formatted(i));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> addresses(Page page) {
        return Stream.concat(
                        Stream.of(page.address()),
                        Pattern.compile("(?:href|action|hx-get|hx-post)=\"([^\"]*)\"")
                                .matcher(page.html())
                                .results()
                                .map((MatchResult found) -> found.group(1)))
                .map(address -> URLDecoder.decode(address, StandardCharsets.UTF_8))
                .toList();
    }

    private static void demandSilence(Page page) {
        assertThat(addresses(page))
                .noneMatch(address ->
                        Pattern.compile("(?i)ki[eếê]m").matcher(address).find());
    }

    @Test
    void an_officer_looks_for_somebody_and_turns_the_pages() {
        Page first = officer.submit("/officer", "q", "vu kiem", "group", "nong-dan");
        String next = next(first);
        Page second = officer.get(next);

        assertThat(first.address()).startsWith("/officer?").contains("find=", "group=nong-dan");
        assertThat(first.text()).contains("23 người", "Vũ Thị Kiếm").doesNotContain("tim-22");
        assertThat(second.text()).contains("23 người", "Vũ Thị Kiếm");
        assertThat(second.field("q")).isEqualTo("vu kiem");
        demandSilence(first);
        demandSilence(second);
    }

    private static String next(Page page) {
        return Pattern.compile("href=\"([^\"]*after=[^\"]*)\"")
                .matcher(page.html())
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_trail_and_the_participants_of_a_course_are_searched_so_too() {
        server.post("officer", "/api/v1/courses", """
                {"code":"TIM-01","title":"Lớp tìm người","provider":"quang-vinh"}""");

        demandSilence(TestBrowser.as("auditor", server).submit("/audit", "q", "vu kiem"));
        Page candidates = officer.submit("/teaching/courses/TIM-01/people/search", "session", "", "q", "vu kiem");
        assertThat(candidates.text()).contains("Vũ Thị Kiếm");
        demandSilence(candidates);
        demandSilence(officer.submit("/officer/people/tim-00/log/courses", "title", "Kiếm", "type", "reading"));
    }

    @Test
    void a_search_that_is_sent_on_shows_another_account_nothing_of_it() {
        Page found = officer.submit("/officer", "q", "vu kiem");

        Page other = TestBrowser.as("center", server).get(found.address());

        assertThat(found.field("q")).isEqualTo("vu kiem");
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.field("q")).isEmpty();
    }

    @Test
    void a_name_in_an_address_is_not_looked_for() {
        assertThat(officer.get("/officer?q=khong+co+ai").field("q")).isEmpty();
        Answer refused = server.get("officer", "/api/v1/subjects?q=kiem");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/detail").asText()).contains("POST", "/api/v1/subjects/search");
    }

    @Test
    void programs_read_the_next_page_at_an_address_that_is_sealed() {
        Answer first = server.post("officer", "/api/v1/subjects/search?limit=20&kind=citizen", "{\"q\":\"kiem\"}");
        String link = String.join("", first.headers().get("link"));
        String next = link.substring(1, link.indexOf('>'));

        Answer second = server.get("officer", next);

        assertThat(first.at("/items").size()).isEqualTo(20);
        assertThat(link).doesNotContain("kiem").contains("limit=20", "kind=citizen", "find=");
        assertThat(second.at("/items").size()).isEqualTo(PEOPLE - 20);
        assertThat(server.get("center", next).pointers()).containsExactly("/query/find");
    }

    @Test
    void what_nobody_has_is_found_nowhere() {
        assertThat(server.post("officer", "/api/v1/subjects/search", "{\"q\":\"" + UUID.randomUUID() + "\"}")
                        .at("/items")
                        .size())
                .isZero();
        assertThat(server.post("officer", "/api/v1/subjects/search", "{\"q\":\"\"}")
                        .pointers())
                .containsExactly("/q");
    }
}
