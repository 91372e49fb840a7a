package vn.hoctap.server.ledger;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much may be on its way to another node or wait for one, so that memory is bounded. Thread-safe. */
final class Room {
    private final int mostCommands;
    private final long mostBytes;
    private final AtomicInteger commands = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Room(int mostCommands, long mostBytes) {
        this.mostCommands = mostCommands;
        this.mostBytes = mostBytes;
    }

    /** False when it is full; what follows from something committed always finds room. It leaves by itself when it ends. */
    boolean enter(Errand errand) {
        long size = errand.size();
        int many = commands.addAndGet(errand.commands());
        long much = bytes.addAndGet(size);
        if (!errand.follows() && (many > mostCommands || much > mostBytes)) {
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
