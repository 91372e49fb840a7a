package vn.hoctap.server.plugin.guard;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts what one plugin costs. Safe for use from any thread. */
final class Spending {
    private final LongAdder calls = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder errors = new LongAdder();

    void call(long taken) {
        calls.increment();
        nanos.add(taken);
    }

    void error() {
        errors.increment();
    }

    Spent spent() {
        return new Spent(calls.sum(), Duration.ofNanos(nanos.sum()), errors.sum());
    }
}
