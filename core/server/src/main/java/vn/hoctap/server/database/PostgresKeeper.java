package vn.hoctap.server.database;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.PostgresStart.Started;

/**
 * Starts the server again, where it was, when it ends though nobody asked it to: killed by somebody, or by a system
 * without memory. One that ends again and again is left alone in the end; then a human has to look.
 */
final class PostgresKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresKeeper.class);
    /** In a row, none of which lived for {@link #LONG_ENOUGH}: with the pauses about five minutes. */
    private static final int ATTEMPTS = 15;

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PostgresStart start;
    private final int port;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private PostgresWatch watch;

    private PostgresKeeper(PostgresStart start, Started started) {
        this.start = start;
        this.port = started.port();
        this.watch = started.watch();
        this.thread = Thread.ofPlatform().name("hoctap-postgres").daemon().unstarted(this::run);
    }

    static PostgresKeeper keep(PostgresStart start, Started started) {
        PostgresKeeper keeper = new PostgresKeeper(start, started);
        keeper.thread.start();
        return keeper;
    }

    private void run() {
        try {
            int attempts = 0;
            Instant began = Instant.now();
            while (attempts < ATTEMPTS && watch().awaitEnd(closing)) {
                if (Duration.between(began, Instant.now()).compareTo(LONG_ENOUGH) > 0) {
                    attempts = 0;
                }
                attempts++;
                startAgain(attempts);
                began = Instant.now();
            }
            if (closing.getCount() > 0) {
                LOG.error("The embedded database does not stay alive; see postgres.log in the data folder, remove the"
                        + " cause and restart Hoctap. Until then every request is answered 503.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAgain(int attempt) throws InterruptedException {
        Duration pause = pause(attempt);
        LOG.error(
                "The embedded database ended unexpectedly: {}. Starting it again in {} (attempt {} of {})",
                lastWord(),
                pause,
                attempt,
                ATTEMPTS);
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        try {
            put(start.start(() -> port, () -> closing.getCount() > 0).watch());
            LOG.info("The embedded database runs again");
        } catch (IOException | RuntimeException failure) {
            LOG.error("The embedded database could not be started again", failure);
        }
    }

    private static Duration pause(int attempt) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private String lastWord() {
        try {
            return start.lastWord();
        } catch (IOException unreadable) {
            return "it left no log";
        }
    }

    private synchronized PostgresWatch watch() {
        return watch;
    }

    /** One that was ready just when nobody wanted it any more is stopped by {@link #close}. */
    private synchronized void put(PostgresWatch next) {
        watch = next;
    }

    /** Shuts the server down and returns when it has ended. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(PATIENCE)) {
                LOG.error("The embedded database's keeper did not stop within {}", PATIENCE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        watch().stop();
    }
}
