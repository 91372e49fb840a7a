package vn.hoctap.sample;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.pf4j.Extension;
import vn.hoctap.api.Fact;

/** Leaves a thread behind when it folds, until a test says that it is over. */
@Extension
public final class Leaking extends Counting {
    public Leaking() {
        super("leaking");
    }

    @Override
    public Long add(Long state, Fact fact, Map<String, String> options) {
        Thread thread = new Thread(Leaking::stay, "left-behind");
        thread.setDaemon(true);
        thread.start();
        return state + 1;
    }

    private static void stay() {
        while (!Boolean.getBoolean(Looping.OVER)) {
            LockSupport.parkNanos(50_000_000);
        }
    }
}
