package vn.hoctap.server.http;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import vn.hoctap.server.database.Await;

/**
 * Where handlers may wait. Requests come on event loops, on which nothing may; here they go on in straight-line code on
 * virtual threads, and as one turn has one handler at a time unless it waits, there is one for each processor.
 */
final class Turns implements AutoCloseable {
    private static final String TURN = "hoctap.turn";
    private static final String LOOP = "hoctap.loop";
    private static final String OVER = "hoctap.over";

    private final Vertx vertx;
    private final String deployment;
    private final List<Context> turns;
    private final AtomicInteger next = new AtomicInteger();

    private Turns(Vertx vertx, String deployment, List<Context> turns) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.turns = List.copyOf(turns);
    }

    static Turns start(Vertx vertx, int number) {
        List<Context> turns = new CopyOnWriteArrayList<>();
        DeploymentOptions options = new DeploymentOptions()
                .setThreadingModel(ThreadingModel.VIRTUAL_THREAD)
                .setInstances(number);
        String deployment = Await.on(vertx.deployVerticle(
                () -> new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        turns.add(context);
                        return Future.succeededFuture();
                    }
                },
                options));
        return new Turns(vertx, deployment, turns);
    }

    /** All handlers after this one may wait. A body waits too until somebody reads it; what nobody reads is thrown away. */
    void take(RoutingContext context) {
        Context turn = turns.get(Math.floorMod(next.getAndIncrement(), turns.size()));
        context.put(TURN, turn);
        context.put(LOOP, vertx.getOrCreateContext());
        HttpServerRequest request = context.request();
        if (!request.isEnded() && hasBody(request)) {
            request.pause();
            AtomicBoolean over = new AtomicBoolean();
            context.put(OVER, over);
            context.addEndHandler(ended -> {
                over.set(true);
                letGo(request);
            });
        }
        goOn(context, turn);
    }

    /** The handlers after this one run where the events of the request come, between which nothing else does, and may not wait. */
    static void leave(RoutingContext context) {
        goOn(context, Objects.requireNonNull(context.get(LOOP)));
    }

    /** The handlers after this one may wait again. */
    static void back(RoutingContext context) {
        goOn(context, of(context));
    }

    /** Where handlers of this request may wait. */
    static Context of(RoutingContext context) {
        return Objects.requireNonNull(context.get(TURN));
    }

    private static void goOn(RoutingContext context, Context there) {
        there.runOnContext(now -> context.next());
    }

    /** Whether it is answered or broken off, of which nobody is told who asks to be told only now. */
    static boolean isOver(RoutingContext context) {
        AtomicBoolean over = context.get(OVER);
        return over != null && over.get();
    }

    /** An empty one too: whoever reads it waits for its end. */
    private static boolean hasBody(HttpServerRequest request) {
        return request.getHeader("Content-Length") != null || request.getHeader("Transfer-Encoding") != null;
    }

    /** So that the connection serves the next request. */
    private static void letGo(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.resume();
        }
    }

    @Override
    public void close() {
        Await.on(vertx.undeploy(deployment));
    }
}
