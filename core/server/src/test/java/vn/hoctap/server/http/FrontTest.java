package vn.hoctap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Await;

/** What browsers are told, behind a proxy that speaks TLS and without one. */
class FrontTest {
    private static final Front TLS = new Front(
            Optional.of(URI.create("https://hoctap.example.invalid")),
            Optional.of(URI.create("https://id.example.invalid:8443/realms/hoctap")));

    /** One each: endpoints of one Vert.x share their port. */
    private static final List<Vertx> VERTX = new ArrayList<>();

    private static HttpEndpoint plain;
    private static HttpEndpoint secure;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        plain = open(Front.PLAIN);
        secure = open(TLS);
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        plain.close();
        secure.close();
        VERTX.forEach(vertx -> Await.on(vertx.close()));
    }

    private static HttpEndpoint open(Front front) {
        Vertx vertx = Vertx.vertx();
        VERTX.add(vertx);
        Pages pages = new Pages(false, (context, words) -> new Visitor(null, List.of()));
        return HttpEndpoint.open(
                vertx, new HttpEndpoint.Address("127.0.0.1", 0), front, new Health(Map.of()), router -> {
                    router.get("/api/v1/thing").handler(context -> Json.send(context, 200, Map.of()));
                    pages.mount(router);
                });
    }

    private static HttpResponse<String> send(HttpEndpoint to, String method, String path)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + path))
                        .header("Accept", "text/html")
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    /** To a page that takes none: what comes from elsewhere is refused before that is found out. */
    private static int formFrom(HttpEndpoint to, String origin) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + "/nowhere"))
                                .header("Cookie", "hoctap_session=x")
                                .header("Origin", origin)
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private static String header(HttpResponse<?> response, String name) {
        return String.join("", response.headers().allValues(name));
    }

    @Test
    void every_answer_tells_browsers_to_be_careful() throws Exception {
        for (String path : List.of("/nowhere", "/api/v1/thing", "/api/v1/nothing", "/health/live", "/assets/x/y")) {
            HttpResponse<String> answer = send(plain, "GET", path);

            assertThat(header(answer, "Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'self'", "script-src 'self'", "object-src 'none'", "base-uri 'none'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
            assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(header(answer, "Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void what_somebody_saw_is_not_kept_by_the_browser() throws Exception {
        assertThat(header(send(plain, "GET", "/api/v1/thing"), "Cache-Control")).isEqualTo("no-store");
        assertThat(header(send(plain, "GET", "/nowhere"), "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void who_came_by_tls_once_comes_by_nothing_else() throws Exception {
        assertThat(header(send(secure, "GET", "/nowhere"), "Strict-Transport-Security"))
                .isEqualTo("max-age=31536000; includeSubDomains");
        assertThat(header(send(plain, "GET", "/nowhere"), "Strict-Transport-Security"))
                .isEmpty();
    }

    @Test
    void a_cookie_that_came_by_tls_is_for_tls_and_this_host_alone() throws Exception {
        assertThat(header(send(secure, "GET", "/language?to=en"), "Set-Cookie"))
                .startsWith("__Host-hoctap_language=en")
                .contains("Secure", "HTTPOnly", "SameSite=Lax", "Path=/");
        assertThat(header(send(plain, "GET", "/language?to=en"), "Set-Cookie")).doesNotContain("Secure");
    }

    @Test
    void forms_lead_here_and_to_where_people_sign_in() throws Exception {
        assertThat(header(send(secure, "GET", "/nowhere"), "Content-Security-Policy"))
                .contains("form-action 'self' https://id.example.invalid:8443;");
        assertThat(header(send(plain, "GET", "/nowhere"), "Content-Security-Policy"))
                .contains("form-action 'self';");
    }

    /** Without TLS browsers say only the origin. */
    @Test
    void a_form_is_ours_under_the_name_that_browsers_know_though_the_proxy_asks_by_another() throws Exception {
        assertThat(formFrom(secure, "https://hoctap.example.invalid")).isEqualTo(405);
        assertThat(formFrom(secure, "http://127.0.0.1:" + secure.port())).isEqualTo(405);
        for (String elsewhere : List.of(
                "http://hoctap.example.invalid",
                "https://hoctap.example.invalid:8443",
                "https://hoctap.example.invalid.evil.invalid",
                "https://id.example.invalid:8443",
                "null")) {
            assertThat(formFrom(secure, elsewhere)).as(elsewhere).isEqualTo(403);
        }
        assertThat(formFrom(plain, "https://hoctap.example.invalid")).isEqualTo(403);
    }

    @Test
    void no_request_is_sent_back_as_it_came() throws Exception {
        assertThat(send(plain, "TRACE", "/api/v1/thing").statusCode()).isBetween(400, 499);
        assertThat(send(plain, "TRACE", "/nowhere").statusCode()).isBetween(400, 499);
    }
}
