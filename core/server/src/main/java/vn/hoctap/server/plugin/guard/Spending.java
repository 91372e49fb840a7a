package vn.hoctap.server.plugin.guard;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts what one plugin costs. Safe for use from any thread. */
final class Spending {
    private final LongAdder calls = new LongAdder();
    private final LongAdder timed = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder errors = new LongAdder();

    void call() {
        calls.increment();
    }

    /** Of a call that was timed, as some are. */
    void time(long taken) {
        timed.increment();
        nanos.add(taken);
    }

    void error() {
        errors.increment();
    }

    Spent spent() {
        long of = timed.sum();
        long all = of == 0 ? 0 : Math.round((double) nanos.sum() * calls.sum() / of);
        return new Spent(calls.sum(), Duration.ofNanos(all), errors.sum());
    }
}
