package vn.hoctap.server;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.hoctap.server.TestServer.Answer;

/** A browser without scripts, signed in as one of the demo's people: it sends forms as they stand in the page. */
public final class TestBrowser {
    private static final Pattern TAGS = Pattern.compile("<[^>]+>");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** @param address without the host, after redirects */
    public record Page(int status, String address, String html, Map<String, List<String>> headers) {

        /** What one reads. */
        public String text() {
            return BLANKS.matcher(TAGS.matcher(html).replaceAll(" ")).replaceAll(" ");
        }

        public String header(String name) {
            return String.join("", headers.getOrDefault(name, List.of()));
        }

        /** The value of the first field with this name. */
        public String field(String name) {
            Matcher field = Pattern.compile("name=\"" + name + "\"[^>]*? value=\"([^\"]*)\"")
                    .matcher(html);
            if (!field.find()) {
                throw new AssertionError("no field " + name + " in " + address);
            }
            return field.group(1);
        }
    }

    private final TestServer server;
    private final List<String> cookies = new ArrayList<>();

    private TestBrowser(TestServer server) {
        this.server = server;
    }

    public static TestBrowser anonymous(TestServer server) {
        return new TestBrowser(server);
    }

    public static TestBrowser as(String persona, TestServer server) {
        TestBrowser browser = anonymous(server);
        browser.cookies.add(server.cookie(persona));
        return browser;
    }

    public TestBrowser inEnglish() {
        cookies.add("hoctap_language=en");
        return this;
    }

    public Page get(String path) {
        return follow(path, server.send(request(path)));
    }

    /** @param fields names and values in turn */
    public Page submit(String path, String... fields) {
        return follow(path, server.send(form(path, fields).header("Sec-Fetch-Site", "same-origin")));
    }

    public Page submit(String path, TestForm form) {
        return follow(
                path,
                server.send(request(path)
                        .header("Content-Type", TestForm.TYPE)
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(form.publisher())));
    }

    /** A form that stands on somebody else's page. */
    public Page submitFromElsewhere(String path, String... fields) {
        return follow(path, server.send(form(path, fields).header("Sec-Fetch-Site", "cross-site")));
    }

    private HttpRequest.Builder form(String path, String... fields) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(encoded(fields[i]) + "=" + encoded(fields[i + 1]));
        }
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", pairs)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.at(path)).header("Accept", "text/html");
        return cookies.isEmpty() ? request : request.header("Cookie", String.join("; ", cookies));
    }

    private Page follow(String path, Answer answer) {
        if (answer.status() == 303) {
            URI to = URI.create(answer.headers().get("location").getFirst());
            return get(to.getRawPath() + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery()));
        }
        String html = answer.body().isTextual()
                ? answer.body().textValue()
                : answer.body().toString();
        return new Page(answer.status(), path, html, answer.headers());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
