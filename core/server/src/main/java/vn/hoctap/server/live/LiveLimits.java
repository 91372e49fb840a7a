package vn.hoctap.server.live;

import java.time.Duration;

/**
 * @param perCaller connections of one caller at once
 * @param all connections at once
 * @param heartbeat how long a connection may be silent
 * @param patience how long a listener may take no more before it is let go
 * @param buffer bytes that wait for one listener
 */
record LiveLimits(int perCaller, int all, Duration heartbeat, Duration patience, int buffer) {
    static final LiveLimits DEFAULT =
            new LiveLimits(10, 2_000, Duration.ofSeconds(20), Duration.ofSeconds(10), 64 * 1024);
}
