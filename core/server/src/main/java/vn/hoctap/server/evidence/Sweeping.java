package vn.hoctap.server.evidence;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps evidence that proves nothing from time to time, for as long as the server runs. */
public final class Sweeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);
    private static final long FIRST_MINUTES = 5;
    private static final long EVERY_MINUTES = 360;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("hoctap-evidence").daemon().factory());

    private Sweeping() {}

    public static Sweeping start(EvidenceStore store) {
        Sweeping sweeping = new Sweeping();
        var forever = sweeping.thread.scheduleWithFixedDelay(
                () -> sweep(store), FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
        LOG.debug("Evidence is swept in {} s", forever.getDelay(TimeUnit.SECONDS));
        return sweeping;
    }

    private static void sweep(EvidenceStore store) {
        try {
            store.sweep();
        } catch (RuntimeException failure) {
            LOG.warn("The sweep of evidence failed; it is tried again in {} minutes", EVERY_MINUTES, failure);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
