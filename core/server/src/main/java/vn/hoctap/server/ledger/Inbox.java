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
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();
    /** So many commands a second keep a small machine busy for about a tenth of the time. */
    static final int MUCH = 500;

    private final Bound bound;
    private final int enough;
    private final long boredNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private int commands;
    private long bytes;
    private boolean closed;
    /** The second that is counted began then. */
    private long second = System.nanoTime();
    /** How many commands came in it, and in the one before. */
    private int arriving;

    private int before;

    /**
     * @param enough whoever takes is told when so many commands wait, and otherwise only of the first
     * @param bored whoever takes waits for no longer, and may get nothing
     */
    Inbox(Bound bound, int enough, Duration bored) {
        this.bound = bound;
        this.enough = enough;
        this.boredNanos = bored.toNanos();
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
            int waited = commands;
            count();
            arriving += pending.commands();
            commands += pending.commands();
            bytes += pending.size();
            waiting.add(pending);
            if (waited == 0 || (waited < enough && commands >= enough)) {
                arrived.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until it is time and takes what has arrived by then: the first, and as many more as are no more together than that;
     * nothing if it is not time for long.
     *
     * @param time whether to go on, by how many commands wait; asked by the caller's thread whenever that may have changed
     */
    List<Pending> take(Bound most, IntPredicate time) throws InterruptedException {
        lock.lock();
        try {
            long left = boredNanos;
            while (!closed && !time.test(commands)) {
                if (left <= 0) {
                    return List.of();
                }
                left = arrived.awaitNanos(left);
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

    /** Whether much comes in: in this second or the one before. */
    boolean isBusy() {
        lock.lock();
        try {
            count();
            return Math.max(before, arriving) >= MUCH;
        } finally {
            lock.unlock();
        }
    }

    /** Begins another second when it is time. */
    private void count() {
        long now = System.nanoTime();
        long past = now - second;
        if (past >= SECOND_NANOS) {
            before = past < 2 * SECOND_NANOS ? arriving : 0;
            arriving = 0;
            second = now;
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
