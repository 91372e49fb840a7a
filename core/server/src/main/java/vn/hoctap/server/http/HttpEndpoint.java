package vn.hoctap.server.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Await;

/**
 * Listens, with an event loop for each processor. What may have to wait is answered in {@link Turns}; only the few things
 * that never do are answered on the event loops themselves.
 */
public final class HttpEndpoint implements AutoCloseable {
    /** To Vert.x: a free port, and the same for all that listen. */
    private static final int ANY_SHARED_PORT = -1;

    private static final int MAX_HEADERS = 32 * 1024;
    private static final int MAX_ADDRESS = 8 * 1024;
    private static final int IDLE_SECONDS = 75;
    private static final long GRACE_SECONDS = 10;

    /** @param port 0: any free one */
    public record Address(String host, int port) {}

    private final Vertx vertx;
    private final Turns turns;
    private final String deployment;
    private final int port;
    private final Router router;

    private HttpEndpoint(Vertx vertx, Turns turns, String deployment, int port, Router router) {
        this.vertx = vertx;
        this.turns = turns;
        this.deployment = deployment;
        this.port = port;
        this.router = router;
    }

    /** As {@link Front#PLAIN}. */
    public static HttpEndpoint open(Vertx vertx, Address address, Health health, Routes routes) {
        return open(vertx, address, Front.PLAIN, health, routes);
    }

    /** Fails with a {@link java.net.BindException} when the port is taken. */
    public static HttpEndpoint open(Vertx vertx, Address address, Front front, Health health, Routes routes) {
        AtomicInteger port = new AtomicInteger();
        AtomicReference<Router> mounted = new AtomicReference<>();
        Security security = new Security(front);
        OwnPage ownPage = new OwnPage(front);
        int processors = Math.max(2, Runtime.getRuntime().availableProcessors());
        Turns turns = Turns.start(vertx, processors);
        Routes all = router -> {
            Problems.mount(router);
            router.route().handler(Addresses::check);
            router.route().handler(security::headers);
            router.route().handler(ownPage::check);
            routes.mountQuick(router);
            router.route().handler(turns::take);
            health.mount(router);
            routes.mount(router);
            mounted.set(router);
        };
        try {
            String deployment = Await.on(vertx.deployVerticle(
                    () -> listener(address, all, port), new DeploymentOptions().setInstances(processors)));
            return new HttpEndpoint(vertx, turns, deployment, port.get(), Objects.requireNonNull(mounted.get()));
        } catch (RuntimeException failure) {
            turns.close();
            throw failure;
        }
    }

    public int port() {
        return port;
    }

    /** Everything that is answered, in the order in which it is looked at; for those who check that nothing lies open. */
    public List<Route> routes() {
        return router.getRoutes();
    }

    /** Takes no more requests, and returns when those that are running are answered. */
    @Override
    public void close() {
        Await.on(vertx.undeploy(deployment));
        turns.close();
    }

    private static VerticleBase listener(Address address, Routes routes, AtomicInteger port) {
        return new VerticleBase() {
            private @Nullable HttpServer server;

            @Override
            public Future<?> start() {
                Router router = Router.router(vertx);
                routes.mount(router);
                HttpServer made = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(address.host())
                        .setPort(address.port() == 0 ? ANY_SHARED_PORT : address.port())
                        .setCompressionSupported(true)
                        // Nobody opens a web socket, and each such handler looks at every message.
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setMaxHeaderSize(MAX_HEADERS)
                        // Browsers speak HTTP/2 through TLS only, which ends before us; what asks for it here upgrades
                        // in the middle of its first request, which is fragile and lets requests past a proxy.
                        .setHttp2ClearTextEnabled(false)
                        .setMaxInitialLineLength(MAX_ADDRESS)
                        .setIdleTimeout(IDLE_SECONDS));
                server = made;
                return made.requestHandler(router).listen().map(open -> {
                    port.set(open.actualPort());
                    return open;
                });
            }

            @Override
            public Future<?> stop() {
                return server == null ? Future.succeededFuture() : server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
            }
        };
    }
}
