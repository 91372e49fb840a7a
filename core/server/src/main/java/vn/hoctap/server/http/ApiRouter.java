package vn.hoctap.server.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import vn.hoctap.server.database.Await;

/** The routes of the description, each with its check and its handler. */
public final class ApiRouter {
    static final long MAX_BODY = 8 * 1024 * 1024;
    /** Reading more would hold up an event loop for milliseconds. */
    private static final long QUICK_BODY = 128 * 1024;

    private static final String QUICK = "hoctap.quick";

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
     * What can be answered without waiting, before all else; whatever is in doubt goes on to what {@link #mount} mounts.
     *
     * @param recalled makes known who calls, or does nothing when that takes more than a look
     */
    public void mountQuick(Router router, Predicate<RoutingContext> recalled) {
        for (Operation operation : description.operations()) {
            if (handlers.get(operation.id()) instanceof Swift swift) {
                mountQuick(router.route(operation.method(), operation.route()), operation, swift, recalled);
            }
        }
    }

    private void mountQuick(Route route, Operation operation, Swift swift, Predicate<RoutingContext> recalled) {
        route.handler(context -> {
            if (isSmall(context.request()) && recalled.test(context)) {
                context.put(QUICK, true);
            }
            context.next();
        });
        route.handler(whenQuick(room::enter));
        route.handler(whenQuick(Bodies.whole(QUICK_BODY)));
        route.handler(whenQuick(context -> {
            if (!isAnswered(operation, context, swift)) {
                context.next();
            }
        }));
    }

    private static boolean isAnswered(Operation operation, RoutingContext context, Swift swift) {
        try {
            return operation.answered(context, swift);
        } catch (Await.MayNotWait rare) {
            // Once a day the tree of units is read, for instance.
            return false;
        }
    }

    private static Handler<RoutingContext> whenQuick(Handler<RoutingContext> handler) {
        return context -> {
            if (context.get(QUICK) == null) {
                context.next();
            } else {
                handler.handle(context);
            }
        };
    }

    private static boolean isSmall(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length != null && Long.parseLong(length.strip()) <= QUICK_BODY;
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
            Bodies.read(router.route(operation.method(), operation.route()), room::enter, MAX_BODY);
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

    private static Handler<RoutingContext> step(Handler<RoutingContext> work) {
        return context -> {
            work.handle(context);
            context.next();
        };
    }
}
