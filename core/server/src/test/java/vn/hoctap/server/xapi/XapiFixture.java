package vn.hoctap.server.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Rates;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Grant;
import vn.hoctap.server.identity.Role;
import vn.hoctap.server.ledger.Recorder;
import vn.hoctap.server.ledger.Rules;
import vn.hoctap.server.ledger.Transactions;
import vn.hoctap.server.plugin.PluginFolders;
import vn.hoctap.server.plugin.PluginHost;
import vn.hoctap.server.plugin.TestJar;
import vn.hoctap.server.subject.Identity;
import vn.hoctap.server.subject.RegisterFixture;

/** The learning record store behind a real HTTP server, with the shipped mapping of Moodle. */
final class XapiFixture implements AutoCloseable {
    static final String MOODLE = "http://127.0.0.1:18200";
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);

    private static final Path MAPPING = Path.of("../../plugins/moodle/src/main/resources/mappings/moodle.yaml");
    private static final Map<String, Caller> CALLERS = Map.of(
            "admin", new Caller("admin", Optional.empty(), List.of(new Grant(Role.ADMIN, null))),
            "center", new Caller("center", Optional.empty(), List.of(new Grant(Role.CENTER, "xa_1"))),
            "auditor", new Caller("auditor", Optional.empty(), List.of(new Grant(Role.AUDITOR, null))));

    record Answer(int status, JsonNode body, Map<String, List<String>> headers) {
        @Nullable
        String header(String name) {
            List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
            return values == null ? null : values.getFirst();
        }

        List<String> pointers() {
            return body.path("errors").findValuesAsText("pointer");
        }
    }

    final RegisterFixture register = new RegisterFixture();
    final Courses courses = new Courses(register.test.database());
    final Providers providers = new Providers(register.test.database(), CLOCK);
    final Xapi xapi;
    private final PluginHost plugins;
    private final Recorder recorder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    XapiFixture(Path folder) {
        plugins = plugins(folder);
        Rules rules = new Rules(plugins.registry().current(), plugins.registry().measures());
        recorder = Recorder.start(
                new Transactions(register.test.database(), register.subjects::histories, () -> rules, CLOCK));
        xapi = new Xapi(new Xapi.Parts(
                register.test.database(),
                register.subjects,
                courses,
                plugins.registry(),
                recorder,
                providers,
                Rates.DEFAULT.limitSignIns(CLOCK),
                CLOCK));
        port = serve();
    }

    private PluginHost plugins(Path folder) {
        try {
            TestJar.plugin("moodle", "1.0.0")
                    .with("mappings/moodle.yaml", Files.readString(MAPPING))
                    .in(folder.resolve("plugins"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PluginFolders folders = new PluginFolders(List.of(folder.resolve("plugins")), List.of());
        return PluginHost.start(
                new PluginHost.Settings(folders, folder.resolve("data"), "0.1.0"),
                register.test.database(),
                List.of(new MappingReader()),
                CLOCK);
    }

    private int serve() {
        Router router = Router.router(register.test.vertx());
        mount(router, HttpMethod.POST, "/xapi/statements", "postStatements");
        mount(router, HttpMethod.GET, "/xapi/about", "aboutXapi");
        mount(router, HttpMethod.GET, "/statements", "listStatements");
        mount(router, HttpMethod.GET, "/providers", "listProviders");
        mount(router, HttpMethod.POST, "/providers", "createProvider");
        mount(router, HttpMethod.POST, "/providers/:id/rotation", "rotateProvider");
        mount(router, HttpMethod.DELETE, "/providers/:id", "deleteProvider");
        int[] bound = new int[1];
        Await.on(register.test
                .vertx()
                .deployVerticle(
                        new AbstractVerticle() {
                            @Override
                            public void start() {
                                bound[0] = Await.on(vertx.createHttpServer()
                                                .requestHandler(router)
                                                .listen(0, "127.0.0.1"))
                                        .actualPort();
                            }
                        },
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
        return bound[0];
    }

    private void mount(Router router, HttpMethod method, String path, String operation) {
        router.route(method, path).handler(BodyHandler.create(false)).handler(context -> {
            Caller caller = CALLERS.get(String.valueOf(context.request().getHeader("Caller")));
            if (caller != null) {
                context.put("hoctap.caller", caller);
            }
            answer(context, operation);
        });
    }

    private void answer(RoutingContext context, String operation) {
        try {
            if (context.body().length() > 0 && !operation.equals("postStatements")) {
                context.put(
                        "hoctap.body",
                        json(String.valueOf(context.body().asString()).getBytes(StandardCharsets.UTF_8)));
            }
            Objects.requireNonNull(xapi.operations().get(operation)).handle(context);
        } catch (Problem problem) {
            Json.send(context, problem.status(), Map.of("detail", problem.detail(), "errors", problem.errors()));
        }
    }

    Providers.Created provider(@Nullable String unit) {
        return providers.create("LMS", unit, "admin");
    }

    static String basic(Providers.Created provider) {
        String pair = provider.key() + ":" + provider.secret();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    Answer post(Providers.Created provider, String body) {
        return send(
                "POST",
                "/xapi/statements",
                body,
                "Authorization",
                basic(provider),
                "X-Experience-API-Version",
                "1.0.3",
                "Content-Type",
                "application/json");
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    json(response.body()),
                    response.headers().map());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return bytes.length == 0 ? MissingNode.getInstance() : Json.mapper().readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A person of a village in xa_1 who is known to the LMS by this identity. */
    void person(String id, Identity identity) {
        register.citizen(
                id, RegisterFixture.since("2020-01-01").living("thon-a").identified(identity));
    }

    static Identity userNumber(String number) {
        return new Identity.Account(MOODLE, number);
    }

    /** What a real LMS sent, a statement each. */
    static List<String> sent(String file) {
        try (var in = XapiFixture.class.getResourceAsStream("/xapi-moodle/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first column of all rows. */
    List<String> query(String sql) {
        return register.test.database().rows(sql).stream()
                .map(row -> String.valueOf(row.getValue(0)))
                .toList();
    }

    @Override
    public void close() {
        recorder.close();
        plugins.close();
        register.close();
    }
}
