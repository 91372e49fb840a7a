package vn.hoctap.server.plugin.guard;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/** What was seen of a worker, look by look. Used by the watch alone. */
final class Watched {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** So many times its patience ends it, however busy the machine is. */
    private static final int AT_MOST = 10;

    private final Worker worker;
    private long call;
    private int inCall;
    private int looksInCall;
    private @Nullable Object work;
    private int inWork;
    private long cpu;

    Watched(Worker worker) {
        this.worker = worker;
    }

    boolean look() {
        long now = worker.call();
        Object doing = worker.task();
        if (now == 0 || doing == null) {
            call = 0;
            return false;
        }
        boolean counts = isOwnDoing();
        follow(now, doing);
        looksInCall++;
        inCall += counts ? 1 : 0;
        inWork += counts ? 1 : 0;
        int patience = worker.limits().ticks(worker.patience());
        boolean late = inCall > patience
                || looksInCall > AT_MOST * patience
                || inWork > worker.limits().ticks(worker.limits().work());
        return late && worker.giveUp(now);
    }

    @SuppressWarnings("ReferenceEquality") // The very same piece of work is meant.
    private void follow(long now, Object doing) {
        if (work != doing) {
            work = doing;
            inWork = 0;
        }
        if (call != now) {
            call = now;
            inCall = 0;
            looksInCall = 0;
        }
    }

    /** It has run since the last look, or waits for something; a thread that only waits for a processor does neither. */
    private boolean isOwnDoing() {
        long before = cpu;
        cpu = THREADS.getThreadCpuTime(worker.threadId());
        boolean ran = cpu - before > worker.limits().tick().toNanos() / 4;
        return ran || worker.getState() != Thread.State.RUNNABLE;
    }
}
