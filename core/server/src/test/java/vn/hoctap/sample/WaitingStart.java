package vn.hoctap.sample;

import java.util.concurrent.locks.LockSupport;
import org.pf4j.Plugin;

/** Does not come back from starting until a test lets it. */
public final class WaitingStart extends Plugin {
    /** Its own class, in its own class loader, sees no field that a test can set. */
    public static final String BEGUN = "vn.hoctap.sample.begun";

    public static final String GO = "vn.hoctap.sample.go";

    private static final long MOMENT_NANOS = 1_000_000;

    @Override
    public void start() {
        System.setProperty(BEGUN, "true");
        while (!Boolean.getBoolean(GO)) {
            LockSupport.parkNanos(MOMENT_NANOS);
        }
    }
}
