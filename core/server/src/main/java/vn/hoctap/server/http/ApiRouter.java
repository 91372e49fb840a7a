package vn.hoctap.server.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The routes of the description, each with its check and its handler. */
public final class ApiRouter {
    static final long MAX_BODY = 8 * 1024 * 1024;

    private final Description description;
    private final Map<String, Handler<RoutingContext>> handlers;
    private final BodyRoom room = new BodyRoom();

    /**
     * @param handlers by operationId
     * @throws IllegalArgumentException when an operation has no handler or a handler no operation
     */
    public ApiRouter(Description description, Map<String, Handler<RoutingContext>> handlers) {
        this.description = description;
        this.handlers = Map.copyOf(handlers);
        Set<String> odd = new HashSet<>(handlers.keySet());
        for (Operation operation : description.operations()) {
            if (!odd.remove(operation.id())) {
                odd.add(operation.id());
            }
        }
        if (!odd.isEmpty()) {
            throw new IllegalArgumentException("operations without handler, or the other way round: " + odd);
        }
    }

    /**
     * @param demanded makes known who calls, or throws 401
     * @param asked the same for operations with credentials of their own: who says nothing stays unknown
     */
    public void mount(Router router, Handler<RoutingContext> demanded, Handler<RoutingContext> asked) {
        router.get("/api/openapi.yaml").handler(this::describe);
        router.route("/api/*").handler(step(demanded));
        router.route("/xapi/*").handler(step(asked));
        description.operations().forEach(operation -> mount(router, operation));
        Map<String, Set<String>> methods = new TreeMap<>();
        description
                .operations()
                .forEach(operation -> methods.computeIfAbsent(operation.route(), route -> new TreeSet<>())
                        .add(operation.method().name()));
        methods.forEach((route, allowed) -> router.route(route).handler(context -> {
            context.response().putHeader("Allow", String.join(", ", allowed));
            context.fail(405);
        }));
    }

    private void mount(Router router, Operation operation) {
        Handler<RoutingContext> handler = Objects.requireNonNull(handlers.get(operation.id()));
        if (!operation.bodies().isEmpty() && !operation.takesFiles()) {
            router.route(operation.method(), operation.route()).handler(room::enter);
            router.route(operation.method(), operation.route())
                    .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        }
        router.route(operation.method(), operation.route()).handler(context -> {
            if (operation.judgesItself() || !operation.checked(context, handler)) {
                handler.handle(context);
            }
        });
    }

    private void describe(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", "application/yaml;charset=utf-8")
                .end(Buffer.buffer(description.text()));
    }

    /** The work may wait, for a sign-in server for instance; the body does so too, or whoever reads it would miss it. A form is held already. */
    private static Handler<RoutingContext> step(Handler<RoutingContext> work) {
        return context -> {
            if (Uploads.isForm(context.request())) {
                work.handle(context);
            } else {
                hold(context.request(), () -> work.handle(context));
            }
            context.next();
        };
    }

    private static void hold(HttpServerRequest request, Runnable meanwhile) {
        request.pause();
        try {
            meanwhile.run();
        } finally {
            request.resume();
        }
    }
}
