package vn.hoctap.server.http;

import io.vertx.ext.web.Router;

/** What is answered at which addresses. */
@FunctionalInterface
public interface Routes {

    /** Handlers on event loops, which may not wait; what they do not answer goes on to the others. Asked first. */
    default void mountQuick(Router router) {}

    /** Handlers that may wait. */
    void mount(Router router);
}
