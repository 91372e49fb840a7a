package vn.hoctap.server.ledger;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.cluster.Peers;
import vn.hoctap.server.cluster.Peers.Unreachable;
import vn.hoctap.server.cluster.Term;

/**
 * Hands errands to the node that records: what arrives while messages are under way shares the next one. When another node
 * records, whatever was under way to the one before has come to nothing, as far as anybody can tell. Thread-safe.
 */
final class Handover {
    static final String RECORD = "record";

    private static final int MAX_FLYING = 4;
    private static final int MAX_COMMANDS = 1_000;
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final Peers peers;
    private final BiConsumer<Errand, AsyncResult<List<Receipt>>> settling;
    private final Deque<Errand> queue = new ArrayDeque<>();
    private final Set<Flight> flying = new HashSet<>();
    private @Nullable Term to;

    /** @param errands compared by identity */
    private record Flight(String node, List<Errand> errands) {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** @param settling told what became of each errand, on any thread */
    Handover(Peers peers, BiConsumer<Errand, AsyncResult<List<Receipt>>> settling) {
        this.peers = peers;
        this.settling = settling;
    }

    /** @param term null: nobody records that one could hand anything to */
    void turnTo(@Nullable Term term) {
        List<Errand> lost = new ArrayList<>();
        synchronized (this) {
            if (to != null && term != null && to.epoch() == term.epoch()) {
                return;
            }
            to = term;
            flying.forEach(flight -> lost.addAll(flight.errands()));
            flying.clear();
            if (term == null) {
                lost.addAll(queue);
                queue.clear();
            }
        }
        lost.forEach(errand -> fail(errand, new Unreachable("Another node records now.")));
        fly();
    }

    void send(Errand errand) {
        // Here and not below: many threads bring errands, and one at a time packs them.
        int written = errand.bytes().length();
        boolean accepted;
        synchronized (this) {
            accepted = to != null && written > 0;
            if (accepted) {
                queue.add(errand);
            }
        }
        if (accepted) {
            fly();
        } else {
            fail(errand, new Unreachable("No other node records."));
        }
    }

    private void fly() {
        for (Flight flight = next(); flight != null; flight = next()) {
            Flight started = flight;
            Buffer message = Wire.write(started.errands().stream()
                    .map(errand -> new Wire.Parcel(errand.bytes(), errand.follows()))
                    .toList());
            peers.ask(started.node(), RECORD, message).onComplete(answer -> landed(started, answer));
        }
    }

    private synchronized @Nullable Flight next() {
        if (to == null || queue.isEmpty() || flying.size() >= MAX_FLYING) {
            return null;
        }
        List<Errand> errands = new ArrayList<>();
        int commands = 0;
        long bytes = 0;
        for (Errand errand = queue.peek(); errand != null; errand = queue.peek()) {
            commands += errand.commands();
            bytes += errand.bytes().length();
            if (!errands.isEmpty() && (commands > MAX_COMMANDS || bytes > MAX_BYTES)) {
                break;
            }
            errands.add(queue.remove());
        }
        Flight flight = new Flight(to.node(), errands);
        flying.add(flight);
        return flight;
    }

    private void landed(Flight flight, AsyncResult<Buffer> answer) {
        synchronized (this) {
            if (!flying.remove(flight)) {
                return;
            }
        }
        if (answer.failed()) {
            flight.errands().forEach(errand -> fail(errand, answer.cause()));
        } else {
            settle(flight, answer.result());
        }
        fly();
    }

    private void settle(Flight flight, Buffer answer) {
        try {
            List<Supplier<List<Receipt>>> outcomes = Wire.outcomes(answer);
            for (int i = 0; i < flight.errands().size(); i++) {
                settling.accept(flight.errands().get(i), outcome(outcomes.get(i)));
            }
        } catch (Wire.OtherVersion other) {
            NobodyRecords failure = new NobodyRecords(String.valueOf(other.getMessage()));
            flight.errands().forEach(errand -> fail(errand, failure));
        }
    }

    private static Future<List<Receipt>> outcome(Supplier<List<Receipt>> told) {
        try {
            return Future.succeededFuture(told.get());
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private void fail(Errand errand, Throwable failure) {
        settling.accept(errand, Future.failedFuture(failure));
    }
}
