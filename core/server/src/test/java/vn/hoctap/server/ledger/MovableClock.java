package vn.hoctap.server.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test moves. */
final class MovableClock extends Clock {
    private volatile Instant now;
    private volatile Duration step = Duration.ZERO;

    MovableClock(Instant now) {
        this.now = now;
    }

    synchronized void moveTo(String moment) {
        now = Instant.parse(moment);
    }

    synchronized void move(Duration by) {
        now = now.plus(by);
    }

    /** From now on it goes on by this whenever somebody looks at it. */
    void tick(Duration by) {
        step = by;
    }

    @Override
    public synchronized Instant instant() {
        now = now.plus(step);
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
