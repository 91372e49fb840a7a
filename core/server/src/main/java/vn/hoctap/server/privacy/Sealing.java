package vn.hoctap.server.privacy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what was stored before anything was sealed, page by page in the background, and looks again now and then: what
 * somebody held locked is passed over. Each page is a transaction of its own, so a stop costs at most one.
 */
final class Sealing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
    private static final int PAGE = 500;
    private static final long AGAIN_SECONDS = 60;

    private final List<IntUnaryOperator> steps;
    private final Thread thread;
    private volatile boolean closed;

    private Sealing(List<IntUnaryOperator> steps) {
        this.steps = steps;
        this.thread = Thread.ofPlatform().name("hoctap-sealing").daemon().unstarted(this::run);
    }

    /** @param steps each seals so many rows at most and returns how many it found */
    static Sealing start(List<IntUnaryOperator> steps) {
        Sealing sealing = new Sealing(steps);
        sealing.thread.start();
        return sealing;
    }

    private void run() {
        while (!closed) {
            steps.forEach(this::guarded);
            pause();
        }
    }

    private void guarded(IntUnaryOperator step) {
        try {
            all(step);
        } catch (RuntimeException failure) {
            if (!closed) {
                LOG.warn("Sealing what is plain stopped; it goes on in {} seconds", AGAIN_SECONDS, failure);
            }
        }
    }

    private void all(IntUnaryOperator step) {
        long sealed = 0;
        int page = PAGE;
        while (page == PAGE && !closed) {
            page = step.applyAsInt(PAGE);
            sealed += page;
        }
        if (sealed > 0) {
            LOG.info("{} rows from before are sealed now", sealed);
        }
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(AGAIN_SECONDS);
        } catch (InterruptedException stopped) {
            closed = true;
        }
    }

    /** Waits for the page at work. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(AGAIN_SECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
