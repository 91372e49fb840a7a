package vn.hoctap.server.plugin.guard;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Await;

/** Calls the code of plugins and watches it. Safe for use from any thread but an event loop's. */
public final class Guard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    /** Every so many looks at the workers, one at the threads that nobody should have started. */
    private static final int STRAYS = 5;

    private final GuardLimits limits;
    private final Alarm alarm;
    private final Crew crew;
    private final Strays strays;
    private final Map<String, Spending> spending = new ConcurrentHashMap<>();
    private final List<WeakReference<Ward>> wards = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private long looks;

    public Guard(Alarm alarm) {
        this(alarm, GuardLimits.USUAL);
    }

    public Guard(Alarm alarm, GuardLimits limits) {
        this.alarm = alarm;
        this.limits = limits;
        this.crew = new Crew(limits);
        this.strays = new Strays(crew.group());
        Thread.ofPlatform().name("hoctap-guard").daemon().start(this::watch);
    }

    /** @throws Quarantined when too many threads are stuck in plugins' code already */
    public Ward ward(String plugin) {
        if (crew.lost() >= limits.lost()) {
            throw new Quarantined(
                    plugin,
                    crew.lost() + " threads are stuck in the code of plugins; only a restart of the server ends them.");
        }
        Ward ward = new Ward(this, plugin, spending.computeIfAbsent(plugin, id -> new Spending()));
        wards.removeIf(known -> known.get() == null);
        wards.add(new WeakReference<>(ward));
        return ward;
    }

    /** What each plugin's code has cost, by the plugin's id. */
    public Map<String, Spent> spent() {
        Map<String, Spent> spent = new TreeMap<>();
        spending.forEach((plugin, sum) -> spent.put(plugin, sum.spent()));
        return spent;
    }

    /** How many threads will never come back, as far as is known. */
    public int lost() {
        return crew.lost();
    }

    /** After a plugin was unloaded: no thread keeps anything of it. */
    public void renew() {
        crew.renew();
    }

    /**
     * Does work that calls plugins often, all of it in one of the threads for that: one change of threads instead of many.
     * What the work throws is thrown.
     */
    public <T> T together(Callable<T> work) {
        if (Thread.currentThread() instanceof Worker) {
            return here(work);
        }
        return Await.on(crew.take().give(work));
    }

    private static <T> T here(Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }

    <T> T inside(Ward ward, Callable<T> code, Duration deadline) {
        return Thread.currentThread() instanceof Worker worker
                ? worker.inside(ward, code, deadline)
                : Await.on(crew.take().give(() -> ((Worker) Thread.currentThread()).inside(ward, code, deadline)));
    }

    GuardLimits limits() {
        return limits;
    }

    private void watch() {
        try {
            while (!closing.await(limits.tick().toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            crew.busy().stream().filter(Worker::look).forEach(crew::lose);
            if (++looks % STRAYS == 0) {
                strays.look(wards.stream()
                        .map(WeakReference::get)
                        .filter(Objects::nonNull)
                        .toList());
            }
        } catch (RuntimeException failure) {
            LOG.error("The guard could not look after the plugins; it tries again", failure);
        }
    }

    /** @param alarming somebody relies on the plugin by now */
    void report(Ward ward, String reason, @Nullable Thrown cause, boolean alarming) {
        LOG.error("Plugin {} is not called any more: {}", ward.plugin(), reason, cause);
        if (alarming) {
            Thread.ofVirtual().name("hoctap-alarm").start(() -> raise(ward.plugin(), reason));
        }
    }

    private void raise(String plugin, String reason) {
        try {
            alarm.raise(plugin, reason);
        } catch (RuntimeException failure) {
            LOG.error("That plugin {} was stopped could not be told", plugin, failure);
        }
    }

    /** Stuck threads cannot be ended; they end with the process. */
    @Override
    public void close() {
        closing.countDown();
        crew.renew();
    }
}
