package vn.hoctap.server.evidence;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps away from time to time, for as long as the server runs, files that serve nothing any more. */
public final class Sweeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);
    private static final long FIRST_MINUTES = 5;
    private static final long EVERY_MINUTES = 360;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("hoctap-sweep").daemon().factory());

    private Sweeping() {}

    public static Sweeping start(List<Runnable> sweeps) {
        Sweeping sweeping = new Sweeping();
        var forever = sweeping.thread.scheduleWithFixedDelay(
                () -> sweeps.forEach(Sweeping::guarded), FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
        LOG.debug("Files are swept in {} s", forever.getDelay(TimeUnit.SECONDS));
        return sweeping;
    }

    private static void guarded(Runnable sweep) {
        try {
            sweep.run();
        } catch (RuntimeException failure) {
            LOG.warn("A sweep failed; it is tried again in {} minutes", EVERY_MINUTES, failure);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
