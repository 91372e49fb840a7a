package vn.hoctap.server.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;

/** What waits to be recorded, in order of arrival and no more than it may hold. Thread-safe. */
final class Inbox {
    /** A pause: nothing has come in for so long. */
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private static final long WITHOUT_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Bound bound;
    private final int enough;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private int commands;
    private long bytes;
    private boolean closed;
    /** When the latest pause ended. */
    private long paused = System.nanoTime();
    /** Since when nothing waits, while nothing does. */
    private long emptySince = paused;

    /** @param enough whoever takes is told when so many commands wait, and otherwise only of the first */
    Inbox(Bound bound, int enough) {
        this.bound = bound;
        this.enough = enough;
    }

    /** False when there is no room left, or it is closed. */
    boolean offer(Pending pending) {
        lock.lock();
        try {
            return bound.holds(commands + pending.commands(), bytes + pending.size()) && press(pending);
        } finally {
            lock.unlock();
        }
    }

    /** However much waits; false only when it is closed. */
    boolean press(Pending pending) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            int before = commands;
            if (before == 0 && System.nanoTime() - emptySince >= PAUSE_NANOS) {
                paused = System.nanoTime();
            }
            commands += pending.commands();
            bytes += pending.size();
            waiting.add(pending);
            if (before == 0 || (before < enough && commands >= enough)) {
                arrived.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until it is time and takes what has arrived by then: the first, and as many more as are no more together than that.
     *
     * @param time whether to go on, by how many commands wait; asked by the caller's thread whenever that may have changed
     */
    List<Pending> take(Bound most, IntPredicate time) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && !time.test(commands)) {
                arrived.await();
            }
            List<Pending> taken = new ArrayList<>();
            int number = 0;
            long size = 0;
            for (Pending next = waiting.peek(); next != null; next = waiting.peek()) {
                number += next.commands();
                size += next.size();
                if (!taken.isEmpty() && !most.holds(number, size)) {
                    break;
                }
                taken.add(waiting.remove());
                commands -= next.commands();
                bytes -= next.size();
            }
            if (commands == 0) {
                emptySince = System.nanoTime();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** It may be time by now. */
    void nudge() {
        lock.lock();
        try {
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether something has come in without a pause for a while. */
    boolean isBusy() {
        lock.lock();
        try {
            long now = System.nanoTime();
            boolean pausing = commands == 0 && now - emptySince >= PAUSE_NANOS;
            return !pausing && now - paused >= WITHOUT_PAUSE_NANOS;
        } finally {
            lock.unlock();
        }
    }

    /** Closed, and all is handed out. */
    boolean isOver() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** What waits already is still handed out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
