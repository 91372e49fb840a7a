package vn.hoctap.server.plugin.guard;

import java.time.Duration;

/**
 * How far the code of plugins is put up with. Time counts only while the plugin's thread runs or waits by its own doing, not
 * while the machine is too busy to let it run; ten times as much ends patience in any case.
 *
 * @param tick how often is looked
 * @param call how long one call may take; microseconds are usual
 * @param start how long a plugin may take to start or to stop
 * @param work how much time one piece of work may spend in the code of plugins
 * @param threads how many may be in plugins' code at a time
 * @param lost how many may be stuck there for ever before no more code is let in
 */
public record GuardLimits(Duration tick, Duration call, Duration start, Duration work, int threads, int lost) {
    public static final GuardLimits USUAL = new GuardLimits(
            Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(10), 8, 16);

    /** How many bytes the state of a measure may have: it is stored with every subject. */
    static final int STATE_BYTES = 64 * 1024;

    int ticks(Duration time) {
        return Math.toIntExact(Math.max(1, time.dividedBy(tick)));
    }
}
