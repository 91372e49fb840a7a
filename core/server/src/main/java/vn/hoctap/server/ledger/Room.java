package vn.hoctap.server.ledger;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much may be on its way to another node or wait for one, so that memory is bounded. Thread-safe. */
final class Room {
    private final Bound bound;
    private final AtomicInteger commands = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Room(Bound bound) {
        this.bound = bound;
    }

    /** False when it is full; what follows from something committed always finds room. It leaves by itself when it ends. */
    boolean enter(Errand errand) {
        long size = errand.submission().size();
        int many = commands.addAndGet(errand.commands());
        long much = bytes.addAndGet(size);
        if (!errand.follows() && !bound.holds(many, much)) {
            leave(errand, size);
            return false;
        }
        if (errand.admit()) {
            errand.promise().future().onComplete(ended -> leave(errand, size));
        } else {
            leave(errand, size);
        }
        return true;
    }

    private void leave(Errand errand, long size) {
        commands.addAndGet(-errand.commands());
        bytes.addAndGet(-size);
    }
}
