package vn.hoctap.server.cluster;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.function.Function;

/** The other nodes, as far as messages reach them: any may be lost, come late, or come twice. Safe for use from any thread. */
public interface Peers extends AutoCloseable {

    /** Whether there can be others at all. */
    boolean possible();

    /** Waits so long for the other nodes to be found, which nothing need wait for; false when it takes longer. */
    boolean joinedWithin(Duration patience);

    /** The name of this process, under which others ask it. */
    String node();

    /** Fails with {@link Unreachable} when no answer came; the question may have arrived all the same. */
    Future<Buffer> ask(String node, String what, Buffer question);

    /** Answers what others ask this node. The answering must not block. */
    void answer(String what, Function<Buffer, Future<Buffer>> answering);

    /** Tells all others. */
    void tell(String what);

    void hear(String what, Runnable heard);

    /** What is to be done here and, when the message arrives, at all others too. */
    default Runnable everywhere(String what, Runnable doing) {
        hear(what, doing);
        return () -> {
            doing.run();
            tell(what);
        };
    }

    /** Told when a node came or went. */
    void onChange(Runnable changed);

    @Override
    void close();

    /** No answer came. */
    final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unreachable(String message) {
            super(message, null, false, false);
        }
    }
}
