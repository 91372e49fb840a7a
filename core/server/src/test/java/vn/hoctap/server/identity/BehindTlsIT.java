package vn.hoctap.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.PostgresAddress;
import vn.hoctap.server.database.TestDatabase;

/**
 * As it is in use: two processes on one database behind a proxy that speaks TLS, and a real Keycloak behind another one; both
 * are known by other names than those of the machines.
 */
class BehindTlsIT {
    private static final String HOCTAP = "hoctap.example.invalid";
    private static final String SSO = "sso.example.invalid";
    private static final String OWN = "/api/v1/subjects/" + RealmServer.LEARNER;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration SECONDS = Duration.ofSeconds(5);

    @TempDir
    static Path folder;

    private static TestDatabase database;
    private static Vertx vertx;
    private static ReverseProxy hoctap;
    private static ReverseProxy sso;
    private static TestRealm realm;
    private static final List<ServeProcess> NODES = new ArrayList<>();

    private final TlsBrowser browser = new TlsBrowser(vertx, hoctap.url());

    @BeforeAll
    static void start() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + HOCTAP + " " + SSO + " localhost\n");
        Path keys = ReverseProxy.keys(folder, List.of(HOCTAP, SSO));
        vertx = Vertx.vertx(new VertxOptions()
                .setAddressResolverOptions(
                        new AddressResolverOptions().setHostsValue(Buffer.buffer(Files.readString(hosts)))));
        database = TestDatabase.open();
        hoctap = ReverseProxy.tls(vertx, HOCTAP, keys);
        sso = ReverseProxy.tls(vertx, SSO, keys);
        sso.to(Keycloak.running().address());
        realm = TestRealm.create(hoctap.url());
        realm.admin("PUT", "", Map.of("attributes", Map.of("frontendUrl", sso.url())));
        realm.person("quantri", "admin", null);
        realm.person("hocvien", "learner", RealmServer.LEARNER);
        List<Integer> cluster = List.of(RealmServer.freePort(), RealmServer.freePort());
        for (int mine : cluster) {
            int port = RealmServer.freePort();
            NODES.add(ServeProcess.start(
                    configuration(mine, cluster),
                    port,
                    List.of(
                            "-Xmx400m",
                            "-Dvertx.disableDnsResolver=true",
                            "-Djdk.net.hosts.file=" + hosts,
                            "-Djavax.net.ssl.trustStore=" + keys,
                            "-Djavax.net.ssl.trustStorePassword=" + ReverseProxy.STORE_PASSWORD)));
        }
        NODES.forEach(ServeProcess::awaitReady);
        callBack(NODES.getFirst());
        enter();
    }

    private static boolean knows(ServeProcess node, String token) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                                    HttpRequest.newBuilder(node.address().resolve("/api/v1/courses"))
                                            .header("Authorization", "Bearer " + token)
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        }
    }

    private static Path configuration(int port, List<Integer> cluster) throws IOException {
        PostgresAddress address = database.address();
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Path sealing = folder.resolve("key");
        if (!Files.exists(sealing)) {
            Files.writeString(sealing, Base64.getEncoder().encodeToString(key));
        }
        return Files.writeString(folder.resolve("node-" + port + ".yaml"), """
                data: "%s"
                http: {publicUrl: "%s"}
                database: {url: "postgresql://%s:%d/%s", user: "%s", passwordFile: "%s"}
                keycloak: {issuer: "%s/realms/%s", secretFile: "%s"}
                privacy: {keyFile: "%s"}
                cluster: {enabled: true, port: %d, members: "%s"}
                """.formatted(
                        folder.resolve("data-" + port),
                        hoctap.url(),
                        address.host(),
                        address.port(),
                        address.database(),
                        address.user(),
                        Files.writeString(folder.resolve("password"), address.password()),
                        sso.url(),
                        realm.name(),
                        Files.writeString(folder.resolve("secret"), realm.secret()),
                        sealing,
                        port,
                        "127.0.0.1:" + cluster.getFirst() + ",127.0.0.1:" + cluster.getLast()));
    }

    /** Keycloak itself knows no other names. */
    private static void callBack(ServeProcess node) {
        JsonNode client = realm.client();
        ((ObjectNode) client.required("attributes"))
                .put("backchannel.logout.url", node.address() + KeycloakSignIn.BACK_CHANNEL);
        realm.admin("PUT", "/clients/" + client.required("id").textValue(), client);
    }

    private static void enter() throws Exception {
        String token = realm.token("quantri");
        // The first words with a realm take their time on a machine that starts three servers.
        NODES.forEach(node -> await().atMost(PATIENCE).until(() -> knows(node, token)));
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String[] sent : List.of(
                    new String[] {
                        "/api/v1/org-units", "{\"id\":\"quang-vinh\",\"kind\":\"commune\",\"name\":\"Quảng Vinh\"}"
                    },
                    new String[] {
                        "/api/v1/subjects",
                        "{\"id\":\"%s\",\"kind\":\"citizen\",\"name\":\"Nguyễn Văn Á\",\"residence\":\"quang-vinh\"}"
                                .formatted(RealmServer.LEARNER)
                    })) {
                var answer = client.send(
                        HttpRequest.newBuilder(NODES.getFirst().address().resolve(sent[0]))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(sent[1]))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            }
        }
    }

    @AfterAll
    static void stop() {
        NODES.forEach(ServeProcess::close);
        Stream.of(hoctap, sso).forEach(ReverseProxy::close);
        Await.on(vertx.close());
        database.close();
    }

    private static void through(int node) {
        hoctap.to(NODES.get(node).address());
    }

    @Test
    void who_signs_in_at_one_process_is_known_to_the_other_and_signed_out_at_both() {
        through(0);
        assertThat(browser.signIn("hocvien", "/me").body()).contains("Nguyễn Văn Á");
        through(1);
        assertThat(browser.statusOf(OWN)).isEqualTo(200);
        through(0);
        assertThat(browser.statusOf(OWN)).isEqualTo(200);

        through(1);
        TlsBrowser.Page home = browser.submit("/sign-out");

        assertThat(home.address().getPath()).isEqualTo("/");
        assertThat(browser.statusOf(OWN)).isEqualTo(401);
        through(0);
        assertThat(browser.statusOf(OWN)).isEqualTo(401);
    }

    /** The cookie is what a thief has who has copied it. */
    @Test
    void a_session_that_ends_at_one_process_is_gone_at_the_other_within_seconds_whoever_has_its_cookie() {
        through(1);
        browser.signIn("hocvien", "/me");
        assertThat(browser.statusOf(OWN)).isEqualTo(200);

        // Keycloak tells the first process.
        realm.admin("POST", "/users/" + realm.id("hocvien") + "/logout", Map.of());

        await().atMost(SECONDS).until(() -> browser.statusOf(OWN) == 401);
    }

    @Test
    void browsers_meet_no_other_name_than_those_that_people_know_and_no_cookie_leaves_tls() {
        through(0);
        browser.signIn("hocvien", "/me");
        browser.submit("/sign-out");
        List<URI> whole = List.copyOf(browser.visited());
        browser.signIn("hocvien", "/me");

        assertThat(Stream.concat(whole.stream(), browser.visited().stream()))
                .allMatch(address ->
                        (address.getScheme() + "://" + address.getAuthority()).matches(hoctap.url() + "|" + sso.url()));
        assertThat(whole.toString()).contains(sso.url(), "/protocol/openid-connect/logout");
        assertThat(browser.cookies().stream().filter(line -> line.contains("hoctap_")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .startsWith("__Host-hoctap_")
                        .contains("Secure", "HTTPOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Domain"));
        assertThat(browser.open("/").headers().get("Strict-Transport-Security")).contains("max-age=");
    }
}
