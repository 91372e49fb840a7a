package vn.hoctap.server.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/** Waits for a future on any thread but an event loop's, and throws what it failed with, unwrapped. An interrupt ends the wait. */
public final class Await {
    private Await() {}

    /** An event loop was to wait, which would hold up all that comes on it. Nothing has happened. */
    public static final class MayNotWait extends IllegalStateException {
        private static final long serialVersionUID = 1;

        MayNotWait() {
            super("An event loop must not wait.");
        }
    }

    public static <T> T on(Future<T> future) {
        Context context = Vertx.currentContext();
        if (context != null && context.threadingModel() == ThreadingModel.VIRTUAL_THREAD) {
            return Future.await(future);
        }
        if (Context.isOnEventLoopThread()) {
            throw new MayNotWait();
        }
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException failed) {
            sneak(failed.getCause() == null ? failed : failed.getCause());
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("Interrupted while waiting.");
            cancelled.initCause(stopped);
            throw cancelled;
        }
    }

    /** Throws anything as if it were unchecked, as Vert.x does. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the compiler infers RuntimeException for E
    private static <E extends Throwable> void sneak(Throwable failure) throws E {
        throw (E) failure;
    }
}
