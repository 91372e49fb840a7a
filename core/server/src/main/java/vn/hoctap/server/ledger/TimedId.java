package vn.hoctap.server.ledger;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** Ids that nobody else makes and that sort by the time of their making: UUIDs of version 7. */
public final class TimedId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private TimedId() {}

    public static String next(InstantSource clock) {
        long high = clock.millis() << 16 | VERSION | RANDOM.nextInt(1 << 12);
        long low = RANDOM.nextLong() >>> 2 | VARIANT;
        return new UUID(high, low).toString();
    }
}
