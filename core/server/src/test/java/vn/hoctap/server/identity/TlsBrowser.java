package vn.hoctap.server.identity;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.WebClientSession;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.hoctap.server.database.Await;

/** A browser without scripts that keeps cookies as browsers do: those that are {@code Secure} for TLS only. */
final class TlsBrowser {
    private static final Pattern FORM = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");

    private final WebClientSession client;
    private final String home;
    private final List<URI> visited = new ArrayList<>();
    private final List<String> cookies = new ArrayList<>();

    /** @param vertx resolves the names of the servers */
    TlsBrowser(Vertx vertx, String home) {
        WebClientOptions options = new WebClientOptions().setTrustAll(true).setFollowRedirects(false);
        this.client = WebClientSession.create(WebClient.create(vertx, options));
        this.home = home;
    }

    /** The last page of a way, and where it led through. */
    record Page(int status, URI address, String body, MultiMap headers) {}

    List<URI> visited() {
        return visited;
    }

    /** Every line in which a cookie was set. */
    List<String> cookies() {
        return cookies;
    }

    Page open(String path) {
        visited.clear();
        return follow(URI.create(home + path), HttpMethod.GET, MultiMap.caseInsensitiveMultiMap());
    }

    Page submit(String path) {
        visited.clear();
        return follow(URI.create(home + path), HttpMethod.POST, MultiMap.caseInsensitiveMultiMap());
    }

    Page signIn(String username, String path) {
        Page page = open("/sign-in?to=" + path);
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new AssertionError("no form at " + page.address() + ": " + page.status() + "\n" + page.body());
        }
        MultiMap fields =
                MultiMap.caseInsensitiveMultiMap().add("username", username).add("password", TestRealm.PASSWORD);
        return follow(URI.create(form.group(1).replace("&amp;", "&")), HttpMethod.POST, fields);
    }

    int statusOf(String path) {
        return open(path).status();
    }

    private Page follow(URI to, HttpMethod method, MultiMap fields) {
        URI now = to;
        HttpResponse<Buffer> answer = once(now, method, fields);
        while (answer.statusCode() >= 300 && answer.statusCode() < 400) {
            now = now.resolve(answer.getHeader("Location"));
            answer = once(now, HttpMethod.GET, MultiMap.caseInsensitiveMultiMap());
        }
        return new Page(answer.statusCode(), now, String.valueOf(answer.bodyAsString()), answer.headers());
    }

    private HttpResponse<Buffer> once(URI address, HttpMethod method, MultiMap fields) {
        visited.add(address);
        HttpRequest<Buffer> request = client.requestAbs(method, address.toString())
                .putHeader("Accept", "text/html")
                .putHeader("Sec-Fetch-Site", "same-origin");
        HttpResponse<Buffer> answer = Await.on(method == HttpMethod.POST ? request.sendForm(fields) : request.send());
        cookies.addAll(answer.cookies());
        return answer;
    }
}
