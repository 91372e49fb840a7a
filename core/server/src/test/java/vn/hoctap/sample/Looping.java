package vn.hoctap.sample;

import java.util.Map;
import org.pf4j.Extension;
import vn.hoctap.api.Fact;

/** Never comes back from folding, until a test says that it is over. */
@Extension
public final class Looping extends Counting {
    /** Its own class, in its own class loader, sees no field that a test can set. */
    public static final String OVER = "vn.hoctap.sample.over";

    public Looping() {
        super("looping");
    }

    @Override
    public Long add(Long state, Fact fact, Map<String, String> options) {
        long turns = state;
        while (!Boolean.getBoolean(OVER)) {
            turns++;
        }
        return turns + 1;
    }
}
