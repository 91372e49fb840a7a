package vn.hoctap.server.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Handler;
import io.vertx.core.ThreadingModel;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Grant;
import vn.hoctap.server.identity.Role;

/** Operations behind a real HTTP server, without tokens: a header names who calls. */
public final class ApiFixture implements AutoCloseable {

    /** What came back. */
    public record Answer(
            int status, JsonNode body, @Nullable String link) {
        public List<String> ids() {
            return body.path("items").findValuesAsText("id");
        }

        public List<String> pointers() {
            return body.path("errors").findValuesAsText("pointer");
        }
    }

    private static final Map<String, Caller> CALLERS = Map.of(
            "root", new Caller("root", Optional.empty(), List.of(new Grant(Role.ADMIN, null))),
            "branch", new Caller("branch", Optional.empty(), List.of(new Grant(Role.ADMIN, "xa_1"))),
            "officer", new Caller("officer", Optional.empty(), List.of(new Grant(Role.OFFICER, "xa_1"))),
            "sibling", new Caller("sibling", Optional.empty(), List.of(new Grant(Role.OFFICER, "xa-1"))),
            "center", new Caller("center", Optional.empty(), List.of(new Grant(Role.CENTER, "xa_1"))),
            "learner", new Caller("learner", Optional.of("cit-1"), List.of(new Grant(Role.LEARNER, "thon-a"))));

    public final List<String> consequences = new CopyOnWriteArrayList<>();
    public final RegisterFixture register = new RegisterFixture();
    private final Router router = Router.router(register.test.vertx());
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    public Consequences consequences() {
        return new Consequences() {
            @Override
            public void judge(Collection<String> subjects, String by) {
                consequences.add("judge " + String.join(" ", subjects));
            }

            @Override
            public void identify(String subject, String by) {
                consequences.add("identify " + subject);
            }
        };
    }

    public void mount(HttpMethod method, String path, Map<String, Handler<RoutingContext>> operations, String name) {
        Handler<RoutingContext> operation = Objects.requireNonNull(operations.get(name));
        router.route(method, path).handler(BodyHandler.create()).handler(context -> {
            context.put("hoctap.caller", CALLERS.get(context.request().getHeader("Caller")));
            if (context.body().length() > 0) {
                context.put("hoctap.body", json(String.valueOf(context.body().asString())));
            }
            answer(context, operation);
        });
    }

    private static void answer(RoutingContext context, Handler<RoutingContext> operation) {
        try {
            operation.handle(context);
        } catch (Problem problem) {
            Json.send(context, problem.status(), Map.of("detail", problem.detail(), "errors", problem.errors()));
        }
    }

    public void start() {
        Await.on(register.test
                .vertx()
                .deployVerticle(
                        new AbstractVerticle() {
                            @Override
                            public void start() {
                                port = Await.on(vertx.createHttpServer()
                                                .requestHandler(router)
                                                .listen(0, "127.0.0.1"))
                                        .actualPort();
                            }
                        },
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
    }

    public Answer get(String caller, String path) {
        return send(caller, "GET", path, "");
    }

    public Answer send(String caller, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Caller", caller)
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    json(response.body()),
                    response.headers().firstValue("Link").orElse(null));
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        client.close();
        register.close();
    }
}
