package vn.hoctap.server.xapi;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Ids for statements that came without one: UUIDs of version 7, in the order in which they were made. */
final class StatementId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST = new AtomicLong();

    private StatementId() {}

    static UUID next() {
        // Milliseconds in 48 bits, a counter in 12; a burst borrows from the future.
        long tick = LAST.accumulateAndGet(System.currentTimeMillis() << 12, (last, now) -> Math.max(last + 1, now));
        long high = ((tick >>> 12) << 16) | 0x7000L | (tick & 0xFFFL);
        return new UUID(high, (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }
}
