package vn.hoctap.server.plugin.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Measure;
import vn.hoctap.api.SkillProfile;

/**
 * One loading of one plugin, whose code is called through here and nowhere else. Once it has thrown, hung or left threads
 * behind it is never called again. Safe for use from any thread.
 */
public final class Ward {
    private static final ClassLoader HOST = Ward.class.getClassLoader();

    private final Guard guard;
    private final String plugin;
    private final Spending spending;
    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();
    private volatile boolean accepted;
    private volatile ClassLoader loader = HOST;

    Ward(Guard guard, String plugin, Spending spending) {
        this.guard = guard;
        this.plugin = plugin;
        this.spending = spending;
    }

    public String plugin() {
        return plugin;
    }

    /** Why it is not called any more; empty while it is. */
    public Optional<String> fault() {
        return Optional.ofNullable(fault.get());
    }

    /** Whether it is not called any more though people relied on it. */
    boolean isStopped() {
        return accepted && fault.get() != null;
    }

    /** From now on a fault is an alarm; so far it only came back to whoever was about to take the plugin in. */
    public void accepted() {
        accepted = true;
    }

    /** From now on a fault is no alarm any more. */
    public void retired() {
        accepted = false;
    }

    /** Whose classes it has; the threads it starts are known by it. */
    public void loader(ClassLoader own) {
        loader = own;
    }

    boolean isOfPlugin() {
        return !loader.equals(HOST);
    }

    ClassLoader loader() {
        return loader;
    }

    /**
     * Calls its code.
     *
     * @throws Quarantined when it throws, does not come back in time, or did so before
     */
    public <T> T call(Callable<T> code) {
        demandSound();
        return guard.inside(this, code, guard.limits().call());
    }

    /** The same for what may take longer: classes are loaded, and files read. */
    public <T> T start(Callable<T> code) {
        demandSound();
        return guard.inside(this, code, guard.limits().start());
    }

    /** Lets it stop, whatever happened before. False: it did not come back, or threw. */
    public boolean stop(Runnable code) {
        try {
            guard.inside(
                    this,
                    () -> {
                        code.run();
                        return true;
                    },
                    guard.limits().start());
            return true;
        } catch (Quarantined failed) {
            return false;
        }
    }

    /** The same measure, called through here. */
    public Measure<?> measure(Measure<?> measure) {
        return new GuardedMeasure<>(this, measure);
    }

    /** The same profile, called through here. */
    public SkillProfile profile(SkillProfile profile) {
        return new GuardedProfile(this, profile);
    }

    <T> T together(Callable<T> work) {
        return guard.together(work);
    }

    private void demandSound() {
        String known = fault.get();
        if (known != null) {
            throw new Quarantined(plugin, known);
        }
    }

    void called() {
        spending.call();
    }

    /** In a call that was timed. */
    void spent(long nanos) {
        spending.time(nanos);
    }

    Quarantined threw(Throwable failure) {
        Thrown thrown = Thrown.of(failure);
        return stopped("its code threw " + thrown.getMessage() + ".", thrown);
    }

    Quarantined hung(Duration patience) {
        return stopped("its code did not come back within " + patience.toMillis() + " ms.", null);
    }

    Quarantined strayed(String thread) {
        return stopped("it has started a thread of its own (" + thread + ") and not ended it.", null);
    }

    private Quarantined stopped(String reason, @Nullable Thrown cause) {
        spending.error();
        if (fault.compareAndSet(null, reason)) {
            guard.report(this, reason, cause, accepted);
        }
        return new Quarantined(plugin, reason);
    }
}
