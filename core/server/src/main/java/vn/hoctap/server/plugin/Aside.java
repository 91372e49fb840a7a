package vn.hoctap.server.plugin;

import io.vertx.core.Promise;
import java.util.function.Supplier;
import vn.hoctap.server.database.Await;

/** Long work on a thread of its own: the request waits for it, and the others beside it do not. */
public final class Aside {
    private Aside() {}

    public static <T> T run(Supplier<T> work) {
        Promise<T> done = Promise.promise();
        Thread.ofPlatform().name("hoctap-plugins").daemon().start(() -> {
            try {
                done.complete(work.get());
            } catch (Throwable failure) {
                done.fail(failure);
            }
        });
        return Await.on(done.future());
    }
}
