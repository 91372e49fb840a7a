package vn.hoctap.sample;

import java.util.Map;
import org.pf4j.Extension;
import vn.hoctap.api.Fact;

/** Throws while it folds. */
@Extension
public final class Throwing extends Counting {
    public Throwing() {
        super("throwing");
    }

    @Override
    public Long add(Long state, Fact fact, Map<String, String> options) {
        throw new IllegalStateException("it throws at fold");
    }
}
