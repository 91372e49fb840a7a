package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import vn.hoctap.server.cluster.Peers;

/** Lines between the nodes of one test, which can be cut, and which can lose the answers alone. */
final class Lines {
    private record Heard(String node, String what, Runnable told) {}

    private final Map<String, Function<Buffer, Future<Buffer>>> answering = new ConcurrentHashMap<>();
    private final List<Heard> hearing = new CopyOnWriteArrayList<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final Set<String> mute = ConcurrentHashMap.newKeySet();

    /** Nothing reaches the node any more, and nothing comes from it. */
    void cut(String node) {
        cut.add(node);
    }

    void mend(String node) {
        cut.remove(node);
        mute.remove(node);
    }

    /** What is sent to the node arrives, and its answer does not. */
    void loseAnswersOf(String node) {
        mute.add(node);
    }

    private boolean joined(String one, String other) {
        return !cut.contains(one) && !cut.contains(other);
    }

    Peers of(String name) {
        return new Peers() {
            @Override
            public boolean possible() {
                return true;
            }

            @Override
            public boolean joinedWithin(Duration patience) {
                return true;
            }

            @Override
            public String node() {
                return name;
            }

            @Override
            public Future<Buffer> ask(String node, String what, Buffer question) {
                Function<Buffer, Future<Buffer>> other = answering.get(node + what);
                if (other == null || !joined(name, node)) {
                    return Future.failedFuture(new Unreachable("cut"));
                }
                return other.apply(question.copy())
                        .recover(failure -> Future.failedFuture(new Unreachable(String.valueOf(failure.getMessage()))))
                        .compose(answer -> mute.contains(node)
                                ? Future.failedFuture(new Unreachable("lost"))
                                : Future.succeededFuture(answer.copy()));
            }

            @Override
            public void answer(String what, Function<Buffer, Future<Buffer>> answer) {
                answering.put(name + what, answer);
            }

            @Override
            public void tell(String what) {
                hearing.stream()
                        .filter(heard ->
                                heard.what().equals(what) && !heard.node().equals(name))
                        .filter(heard -> joined(name, heard.node()))
                        .forEach(heard -> heard.told().run());
            }

            @Override
            public void hear(String what, Runnable heard) {
                hearing.add(new Heard(name, what, heard));
            }

            @Override
            public void onChange(Runnable changed) {}

            @Override
            public void close() {
                cut(name);
            }
        };
    }
}
