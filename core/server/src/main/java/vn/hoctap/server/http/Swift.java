package vn.hoctap.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** A handler that can answer most requests straight from the bytes of their bodies, long before a tree is made of them. */
public interface Swift extends Handler<RoutingContext> {

    /**
     * Answers a request whose body is valid beyond doubt; the caller and the parameters are checked already. Asked on an event
     * loop first, where nothing may wait, and if it has doubts there, once more where it may.
     *
     * @return false when there is any doubt, and nothing was done: then the body is compared with its description, and {@link
     *     #handle} is called or the fault told
     */
    boolean answers(RoutingContext context, byte[] body);
}
