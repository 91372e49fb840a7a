package vn.hoctap.server.plugin.guard;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A thread in which plugins' code runs. Between two calls of it, and around them, the host's own code runs here too. When a
 * call does not come back the thread is given up; should it come back after all, the thread ends.
 */
final class Worker extends Thread {
    private static final long OUTSIDE = 0;
    private static final long LOST = -1;
    /** One call in so many is timed: a look at the clock costs as much as many a call. */
    private static final long TIMED = 16;

    private static final ClassLoader HOST = Worker.class.getClassLoader();

    /** @param result completed when the thread is free again, so that whoever waits may take it anew */
    private record Task<T>(Callable<T> work, Promise<T> result) {
        Runnable done() {
            try {
                T value = work.call();
                return () -> result.tryComplete(value);
            } catch (Throwable failure) {
                return () -> result.tryFail(failure);
            }
        }
    }

    private final SynchronousQueue<Task<?>> next = new SynchronousQueue<>();
    private final Predicate<Worker> free;
    private final GuardLimits limits;
    private final Watched watched = new Watched(this);
    /** The number of the call that it is in. */
    private final AtomicLong place = new AtomicLong(OUTSIDE);

    private long calls;
    /** Both of the call in {@link #place}, and published by it. */
    private @Nullable Ward ward;

    private Duration patience = Duration.ZERO;
    private volatile @Nullable Task<?> task;
    private volatile boolean over;

    /** @param free told when it has done its work; says whether there may be more */
    Worker(ThreadGroup group, int number, GuardLimits limits, Predicate<Worker> free) {
        super(group, null, "hoctap-plugins-" + number, 0, false);
        this.limits = limits;
        this.free = free;
        setDaemon(true);
        setContextClassLoader(HOST);
    }

    /** Only to one that is free and was not told to end. */
    <T> Future<T> give(Callable<T> work) {
        Task<T> given = new Task<>(work, Promise.promise());
        try {
            next.put(given);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Future.failedFuture(stopped);
        }
        return given.result().future();
    }

    /** Only one that is free. */
    void end() {
        over = true;
        interrupt();
    }

    @Override
    public void run() {
        boolean more = true;
        while (more) {
            try {
                more = work(next.take());
            } catch (InterruptedException ended) {
                more = !over;
            }
        }
    }

    private boolean work(Task<?> given) {
        task = given;
        Runnable done = given.done();
        task = null;
        if (place.get() == LOST) {
            return false;
        }
        // What a plugin has left behind must not end the next one's work.
        Thread.interrupted();
        boolean more = free.test(this);
        done.run();
        return more;
    }

    /** In this thread. */
    <T> T inside(Ward of, Callable<T> code, Duration deadline) {
        if (place.get() != OUTSIDE) {
            return called(of, code);
        }
        ward = of;
        patience = deadline;
        setContextClassLoader(of.loader());
        long call = ++calls;
        boolean timed = call % TIMED == 1;
        long begin = timed ? System.nanoTime() : 0;
        // Made from here on, what was written above is seen by the watch as soon as it sees this.
        place.lazySet(call);
        try {
            return called(of, code);
        } finally {
            boolean back = place.compareAndSet(call, OUTSIDE);
            of.called();
            if (timed) {
                of.spent(System.nanoTime() - begin);
            }
            setContextClassLoader(HOST);
            endIf(!back);
        }
    }

    private static void endIf(boolean lost) {
        if (lost) {
            throw new GivenUp();
        }
    }

    private static <T> T called(Ward of, Callable<T> code) {
        try {
            return code.call();
        } catch (Quarantined | GivenUp known) {
            throw known;
        } catch (Throwable failure) {
            throw of.threw(failure);
        }
    }

    GuardLimits limits() {
        return limits;
    }

    /** The number of the call that it is in; 0: it is in no plugin's code. */
    long call() {
        return Math.max(OUTSIDE, place.get());
    }

    Duration patience() {
        return patience;
    }

    @Nullable
    Object task() {
        return task;
    }

    /** Whether it is lost by now. */
    boolean look() {
        return watched.look();
    }

    /** Whoever waits for its work hears of it. False: it has just come back. */
    boolean giveUp(long call) {
        Task<?> unfinished = task;
        if (unfinished == null || !place.compareAndSet(call, LOST)) {
            return false;
        }
        unfinished.result().tryFail(Objects.requireNonNull(ward).hung(patience));
        interrupt();
        return true;
    }
}
