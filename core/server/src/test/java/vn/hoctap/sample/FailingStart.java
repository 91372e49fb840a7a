package vn.hoctap.sample;

import org.pf4j.Plugin;

/** Throws when it starts. */
public final class FailingStart extends Plugin {
    @Override
    public void start() {
        throw new IllegalStateException("it throws at start");
    }
}
