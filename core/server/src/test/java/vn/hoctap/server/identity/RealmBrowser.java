package vn.hoctap.server.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts that keeps cookies and goes wherever it is sent, between a server and its realm. */
final class RealmBrowser implements AutoCloseable {
    private static final Pattern FORM = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");

    private final RealmServer server;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final List<URI> visited = new ArrayList<>();

    RealmBrowser(RealmServer server) {
        this.server = server;
    }

    /** Where it was since the last time that somebody typed an address. */
    List<URI> visited() {
        return visited;
    }

    HttpResponse<String> open(String path) {
        visited.clear();
        return follow(once(HttpRequest.newBuilder(server.at(path))));
    }

    HttpResponse<String> openOnce(String path) {
        return once(HttpRequest.newBuilder(server.at(path)));
    }

    /** Types the name and the password into the realm's page. */
    HttpResponse<String> signIn(String username, String path) {
        return typeIn(username, open("/sign-in?to=" + path));
    }

    HttpResponse<String> typeIn(String username, HttpResponse<String> page) {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new AssertionError("no form at " + page.uri() + ": " + page.statusCode() + "\n" + page.body());
        }
        return follow(submit(
                URI.create(form.group(1).replace("&amp;", "&")),
                Map.of("username", username, "password", TestRealm.PASSWORD)));
    }

    HttpResponse<String> submit(String path) {
        visited.clear();
        return follow(submit(server.at(path), Map.of()));
    }

    private HttpResponse<String> submit(URI to, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return once(HttpRequest.newBuilder(to)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> once(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    client.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
            visited.add(answer.uri());
            // As browsers do on loopback, where Keycloak's cookies are for secure contexts.
            cookies.getCookieStore().getCookies().forEach(cookie -> cookie.setSecure(false));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private HttpResponse<String> follow(HttpResponse<String> answer) {
        HttpResponse<String> now = answer;
        for (int i = 0; i < 10 && now.statusCode() >= 300 && now.statusCode() < 400; i++) {
            URI to = now.uri().resolve(now.headers().firstValue("Location").orElseThrow());
            now = once(HttpRequest.newBuilder(to));
        }
        return now;
    }

    /** Status of a page that only those see who have signed in. */
    int statusOf(String path) {
        return openOnce(path).statusCode();
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        client.close();
    }
}
