package vn.hoctap.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Room for the bodies that are held in memory, from when they begin to arrive until they are answered: however many clients
 * send at once, and however slowly, the rest is told to come again. Thread-safe.
 */
final class BodyRoom {
    private static final long LEAST = 64L * 1024 * 1024;
    private static final long SHARE_OF_HEAP = 8;
    private static final String IN = "hoctap.room";

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodyRoom() {
        this(Math.max(LEAST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    }

    BodyRoom(long most) {
        this.most = most;
    }

    /** Who is in already stays where he is. */
    void enter(RoutingContext context) {
        if (context.get(IN) != null) {
            context.next();
            return;
        }
        context.put(IN, true);
        long size = size(context.request());
        if (taken.addAndGet(size) > most) {
            taken.addAndGet(-size);
            throw new Problem(503, "Overloaded", "Too much arrives at once; send it again in a moment.", List.of());
        }
        AtomicBoolean held = new AtomicBoolean(true);
        Runnable leave = () -> {
            if (held.compareAndSet(true, false)) {
                taken.addAndGet(-size);
            }
        };
        try {
            context.addEndHandler(ended -> leave.run());
        } finally {
            // Whoever has gone by now, or was gone so early that nothing can be added, is told of no end.
            if (context.response().closed() || Turns.isOver(context)) {
                leave.run();
            }
        }
        context.next();
    }

    long taken() {
        return taken.get();
    }

    /** As the sender says; who does not say may send all that is allowed. What is larger is refused before it is held. */
    private static long size(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length == null) {
            return request.getHeader("Transfer-Encoding") == null ? 0 : ApiRouter.MAX_BODY;
        }
        // HTTP's decoder has refused what is no number.
        long said = Long.parseLong(length.strip());
        return said > ApiRouter.MAX_BODY ? 0 : said;
    }
}
