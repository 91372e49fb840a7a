package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.ledger.Wire.Arrived;
import vn.hoctap.server.ledger.Wire.OtherVersion;

/** Takes in what other nodes hand over, on threads of its own. */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final Executor threads;
    private final Runnable refresh;
    private final Function<Errand, Future<List<Receipt>>> recording;

    /**
     * @param refresh reads anew what judging needs and the other node has changed; before what follows from such a change
     * @param recording records here, or fails with {@link Deposed}
     */
    Reception(Executor threads, Runnable refresh, Function<Errand, Future<List<Receipt>>> recording) {
        this.threads = threads;
        this.refresh = refresh;
        this.recording = recording;
    }

    Future<Buffer> take(Buffer message) {
        Promise<Buffer> answer = Promise.promise();
        try {
            threads.execute(() -> take(message, answer));
        } catch (RejectedExecutionException closed) {
            answer.fail(closed);
        }
        return answer.future();
    }

    private void take(Buffer message, Promise<Buffer> answer) {
        try {
            take(Wire.parcels(message), answer);
        } catch (OtherVersion other) {
            LOG.warn("Another node cannot hand over what it was sent: {}", other.getMessage());
            // Its head says which version is spoken here.
            answer.complete(Wire.answer(List.of()));
        } catch (RuntimeException failure) {
            answer.tryFail(failure);
        }
    }

    private void take(List<Arrived> parcels, Promise<Buffer> answer) {
        if (parcels.stream().anyMatch(Arrived::follows)) {
            refresh.run();
        }
        List<Future<List<Receipt>>> recorded =
                parcels.stream().map(this::record).toList();
        Future.join(recorded)
                .onComplete(ended -> answer.complete(
                        Wire.answer(recorded.stream().map(Reception::outcome).toList())));
    }

    private Future<List<Receipt>> record(Arrived parcel) {
        try {
            return recording.apply(new Errand(SubmissionWire.read(parcel.content()), parcel.follows()));
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private static WireWriter outcome(Future<List<Receipt>> recorded) {
        WireWriter out = new WireWriter();
        if (recorded.succeeded()) {
            OutcomeWire.recorded(out, recorded.result());
        } else {
            OutcomeWire.failed(out, recorded.cause());
        }
        return out;
    }
}
