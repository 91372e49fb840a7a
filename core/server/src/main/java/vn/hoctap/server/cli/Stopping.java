package vn.hoctap.server.cli;

import java.util.concurrent.CountDownLatch;
import vn.hoctap.server.Server;

/** Closes the server once, however the process is asked to end. */
final class Stopping implements AutoCloseable {
    private final Server server;
    private final Thread hook;

    Stopping(Server server) {
        this.server = server;
        this.hook = new Thread(server::close, "hoctap-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Returns never: the process ends by a signal. */
    void waitForever() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public void close() {
        server.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // then the hook finds everything closed
        }
    }
}
