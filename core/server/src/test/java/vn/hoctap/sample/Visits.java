package vn.hoctap.sample;

import org.pf4j.Extension;

/** A measure as a plugin would bring it; tests pack its class into a jar. */
@Extension
public final class Visits extends Counting {
    public Visits() {
        super("visits");
    }
}
