package vn.hoctap.server.plugin.guard;

import java.time.Duration;

/**
 * What the code of a plugin has cost since this process started, over all its versions.
 *
 * @param calls how often it was called
 * @param time on the clock, not on the processor; told from every sixteenth call
 * @param errors how often it threw or did not come back
 */
public record Spent(long calls, Duration time, long errors) {
    public static final Spent NOTHING = new Spent(0, Duration.ZERO, 0);
}
