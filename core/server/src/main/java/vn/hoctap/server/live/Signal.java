package vn.hoctap.server.live;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Wakes one waiter. Whoever waits takes the future first and looks second, so that nothing is missed in between. */
final class Signal {
    private Promise<Void> woken = Promise.promise();

    synchronized Future<Void> arm() {
        woken = Promise.promise();
        return woken.future();
    }

    void fire() {
        Promise<Void> now;
        synchronized (this) {
            now = woken;
        }
        now.tryComplete();
    }
}
