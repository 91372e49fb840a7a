package vn.hoctap.server.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Await;

/**
 * Listens. Requests are answered on virtual threads in straight-line code; as one context runs one handler at a time
 * unless it awaits, there is one for each processor.
 */
public final class HttpEndpoint implements AutoCloseable {
    private static final int MAX_HEADERS = 32 * 1024;
    private static final int MAX_ADDRESS = 8 * 1024;
    private static final int IDLE_SECONDS = 75;
    private static final long GRACE_SECONDS = 10;

    /** @param port 0: any free one */
    public record Address(String host, int port) {}

    private final Vertx vertx;
    private final List<String> deployments;
    private final int port;

    private HttpEndpoint(Vertx vertx, List<String> deployments, int port) {
        this.vertx = vertx;
        this.deployments = List.copyOf(deployments);
        this.port = port;
    }

    /** Fails with a {@link java.net.BindException} when the port is taken. */
    public static HttpEndpoint open(Vertx vertx, Address address, Health health, Consumer<Router> routes) {
        AtomicInteger port = new AtomicInteger(address.port());
        String first = Await.on(vertx.deployVerticle(() -> listener(address, health, routes, port), options(1)));
        Address taken = new Address(address.host(), port.get());
        int more = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        String others = Await.on(vertx.deployVerticle(() -> listener(taken, health, routes, port), options(more)));
        return new HttpEndpoint(vertx, List.of(first, others), port.get());
    }

    public int port() {
        return port;
    }

    /** Takes no more requests, and returns when those that are running are answered. */
    @Override
    public void close() {
        Await.on(Future.join(deployments.stream().map(vertx::undeploy).toList()));
    }

    private static DeploymentOptions options(int instances) {
        return new DeploymentOptions()
                .setThreadingModel(ThreadingModel.VIRTUAL_THREAD)
                .setInstances(instances);
    }

    private static VerticleBase listener(
            Address address, Health health, Consumer<Router> routes, AtomicInteger port) {
        return new VerticleBase() {
            private @Nullable HttpServer server;

            @Override
            public Future<?> start() {
                Router router = Router.router(vertx);
                Problems.mount(router);
                router.route().handler(Security::headers);
                health.mount(router);
                routes.accept(router);
                HttpServer made = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(address.host())
                        .setPort(address.port())
                        .setCompressionSupported(true)
                        .setMaxHeaderSize(MAX_HEADERS)
                        .setMaxInitialLineLength(MAX_ADDRESS)
                        .setIdleTimeout(IDLE_SECONDS));
                server = made;
                return made.requestHandler(router).listen().onSuccess(open -> port.set(open.actualPort()));
            }

            @Override
            public Future<?> stop() {
                return server == null ? Future.succeededFuture() : server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
            }
        };
    }
}
