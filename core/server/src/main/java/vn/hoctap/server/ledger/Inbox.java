package vn.hoctap.server.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What waits to be recorded, in order of arrival and at most so many commands. Thread-safe. */
final class Inbox {
    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private int commands;
    private boolean closed;
    private boolean nudged;

    Inbox(int limit) {
        this.limit = limit;
    }

    /** False when there is no room left, or it is closed. */
    boolean offer(Pending pending) {
        lock.lock();
        try {
            return commands + pending.commands() <= limit && press(pending);
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
            commands += pending.commands();
            waiting.add(pending);
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the first and takes what has arrived by then, at most so many commands; none when it was nudged, or is over.
     */
    List<Pending> take(int most) throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed && !nudged) {
                arrived.await();
            }
            nudged = false;
            List<Pending> taken = new ArrayList<>();
            int size = 0;
            while (!waiting.isEmpty()
                    && (taken.isEmpty() || size + waiting.element().commands() <= most)) {
                Pending next = waiting.remove();
                size += next.commands();
                taken.add(next);
            }
            commands -= size;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever waits for something to take goes on. */
    void nudge() {
        lock.lock();
        try {
            nudged = true;
            arrived.signalAll();
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
