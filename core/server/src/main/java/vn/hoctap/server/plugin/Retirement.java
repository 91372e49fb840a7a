package vn.hoctap.server.plugin;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends code that nothing new asks any more, after a while in which whoever asked it before comes to an end: a class that was
 * not used yet could not be found afterwards.
 */
final class Retirement implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

    private final Duration grace;
    private final Set<PluginRuntime> waiting = new HashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("hoctap-retirement").daemon().factory());

    Retirement(Duration grace) {
        this.grace = grace;
    }

    synchronized void retire(List<PluginRuntime> former) {
        for (PluginRuntime runtime : former) {
            waiting.add(runtime);
            var ending = thread.schedule(() -> end(runtime), grace.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("Code that is not needed any more ends in {} s", ending.getDelay(TimeUnit.SECONDS));
        }
    }

    private void end(PluginRuntime runtime) {
        if (isDue(runtime)) {
            runtime.dropAll();
        }
    }

    private synchronized boolean isDue(PluginRuntime runtime) {
        return waiting.remove(runtime);
    }

    /** At once. */
    @Override
    public void close() {
        thread.shutdownNow();
        List<PluginRuntime> left;
        synchronized (this) {
            left = List.copyOf(waiting);
            waiting.clear();
        }
        left.forEach(PluginRuntime::dropAll);
    }
}
