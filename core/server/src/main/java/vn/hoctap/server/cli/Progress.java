package vn.hoctap.server.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** Says now and then how far long work is: on stderr, so that what is read by a program stays clean. */
final class Progress {
    private static final long PAUSE = Duration.ofSeconds(2).toNanos();

    private final PrintWriter err;
    private final String what;
    private long said = System.nanoTime();

    Progress(PrintWriter err, String what) {
        this.err = err;
        this.what = what;
    }

    synchronized void show(String state) {
        long now = System.nanoTime();
        if (now - said >= PAUSE) {
            said = now;
            err.println(state + " " + what);
        }
    }
}
