package vn.hoctap.server.plugin.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The threads in which plugins' code runs: at most so many at a time, made when needed and used again. */
final class Crew {
    private static final int PATIENCE_SECONDS = 10;

    private final ThreadGroup group = new ThreadGroup("hoctap-plugins");
    private final GuardLimits limits;
    private final Semaphore places;
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Set<Worker> busy = new HashSet<>();
    private final Set<Worker> leaving = new HashSet<>();
    private final List<Worker> lost = new ArrayList<>();
    private int made;

    Crew(GuardLimits limits) {
        this.limits = limits;
        this.places = new Semaphore(limits.threads());
    }

    ThreadGroup group() {
        return group;
    }

    /** @throws IllegalStateException when all are busy for long */
    Worker take() {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("All threads for plugins' code are busy.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a thread.", stopped);
        }
        synchronized (this) {
            Worker worker = idle.pollLast();
            if (worker == null) {
                worker = new Worker(group, ++made, limits, this::free);
                worker.start();
            }
            busy.add(worker);
            return worker;
        }
    }

    private boolean free(Worker worker) {
        boolean more;
        synchronized (this) {
            busy.remove(worker);
            more = !leaving.remove(worker);
            if (more) {
                idle.addLast(worker);
            }
        }
        places.release();
        return more;
    }

    synchronized List<Worker> busy() {
        return List.copyOf(busy);
    }

    /** Its thread is stuck for ever, and its place is another's. */
    synchronized void lose(Worker worker) {
        if (busy.remove(worker)) {
            leaving.remove(worker);
            lost.add(worker);
            places.release();
        }
    }

    synchronized int lost() {
        lost.removeIf(worker -> !worker.isAlive());
        return lost.size();
    }

    /** Lets all of them end, the busy ones after their work: what plugins left in them would keep their classes. */
    synchronized void renew() {
        idle.forEach(Worker::end);
        idle.clear();
        leaving.addAll(busy);
    }
}
