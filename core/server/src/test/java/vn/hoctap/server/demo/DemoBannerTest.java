package vn.hoctap.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.TestServer;

class DemoBannerTest {
    private static final String BANNER = "<p class=\"demo\">Bản demo: dữ liệu mẫu, chỉ trên máy này</p>";
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");
    private static final int ENOUGH = 40;

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
    @ValueSource(strings = {"learner", "officer", "center", "admin", "auditor"})
    void every_page_that_links_lead_to_says_that_this_is_the_demo(String persona) {
        TestBrowser browser = TestBrowser.as(persona, server);
        Set<String> seen = new HashSet<>(Set.of("/"));
        Deque<String> next = new ArrayDeque<>(seen);
        while (!next.isEmpty() && seen.size() < ENOUGH) {
            Page page = browser.get(next.remove());
            if (page.header("content-type").startsWith("text/html")) {
                assertThat(page.html()).as(page.address()).contains(BANNER);
                Matcher link = LINK.matcher(page.html());
                while (link.find()) {
                    String address = link.group(1).replace("&amp;", "&");
                    if (!address.matches("/(assets|language|api|imports/templates|demo).*") && seen.add(address)) {
                        next.add(address);
                    }
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(3);
    }

    @Test
    void so_do_the_first_page_and_a_page_that_is_not_there() {
        TestBrowser stranger = TestBrowser.anonymous(server);

        assertThat(stranger.get("/").html()).contains(BANNER);
        assertThat(stranger.get("/nowhere").html()).contains(BANNER);
    }

    @Test
    void who_asks_under_another_host_s_name_gets_no_token() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.at("/").getPort())) {
            socket.getOutputStream()
                    .write("GET /demo/token/admin HTTP/1.1\r\nHost: hoctap.example.invalid\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403 ");
        }
    }
}
