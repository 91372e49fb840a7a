package vn.hoctap.server.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;

/** What waits to be recorded, in order of arrival and at most so many commands. Thread-safe. */
final class Inbox {
    private final int limit;
    private final int enough;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private int commands;
    private boolean closed;

    /** @param enough whoever takes is told when so many commands wait, and otherwise only of the first */
    Inbox(int limit, int enough) {
        this.limit = limit;
        this.enough = enough;
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
            int before = commands;
            commands += pending.commands();
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
     * Waits until it is time and takes what has arrived by then, at most so many commands.
     *
     * @param time whether to go on, by how many commands wait; asked by the caller's thread whenever that may have changed
     */
    List<Pending> take(int most, IntPredicate time) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && !time.test(commands)) {
                arrived.await();
            }
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

    /** It may be time by now. */
    void nudge() {
        lock.lock();
        try {
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
