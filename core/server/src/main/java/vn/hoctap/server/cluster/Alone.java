package vn.hoctap.server.cluster;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.function.Function;

/**
 * Without a cluster there are no others.
 *
 * @param node the name of this process
 */
public record Alone(String node) implements Peers {
    @Override
    public boolean possible() {
        return false;
    }

    @Override
    public boolean joinedWithin(Duration patience) {
        return true;
    }

    @Override
    public Future<Buffer> ask(String node, String what, Buffer question) {
        return Future.failedFuture(new Unreachable("This node has no cluster."));
    }

    @Override
    public void answer(String what, Function<Buffer, Future<Buffer>> answering) {}

    @Override
    public void tell(String what) {}

    @Override
    public void hear(String what, Runnable heard) {}

    @Override
    public void onChange(Runnable changed) {}

    @Override
    public void close() {}
}
