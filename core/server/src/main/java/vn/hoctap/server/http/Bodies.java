package vn.hoctap.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** Bodies that are held in memory. */
public final class Bodies {
    private Bodies() {}

    /**
     * All handlers that follow find the whole body, and may wait.
     *
     * @param most bytes; more is refused with 413
     */
    public static void read(Route route, long most) {
        read(route, RoutingContext::next, most);
    }

    /** @param before must not wait */
    static void read(Route route, Handler<RoutingContext> before, long most) {
        route.handler(Turns::leave).handler(before).handler(whole(most)).handler(Turns::back);
    }

    static Handler<RoutingContext> whole(long most) {
        // Room is made at once for what was announced, but never for more than 64 KB before it has come.
        BodyHandler whole = BodyHandler.create(false).setBodyLimit(most).setPreallocateBodyBuffer(true);
        // As it is, a router wants it before all others.
        return context -> whole.handle(context);
    }
}
