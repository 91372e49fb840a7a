package vn.hoctap.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that still runs on our folder because its Hoctap was killed a moment ago. It is never adopted: we wait until
 * it has ended, and ask it to when nobody else did. Should its workers outlive it, PostgreSQL itself refuses to start until
 * they too have ended.
 */
final class FormerPostgres {
    private static final Logger LOG = LoggerFactory.getLogger(FormerPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration UNTIL_ASKED = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private FormerPostgres() {}

    static void awaitEnd(Path cluster) throws IOException {
        Optional<Long> server = runningServer(cluster);
        if (server.isPresent()) {
            LOG.info("The database of the Hoctap that ran here before is still ending; waiting for it.");
            awaitEnd(server.get(), cluster);
        }
        Files.deleteIfExists(lock(cluster));
    }

    private static Path lock(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    private static void awaitEnd(long pid, Path cluster) throws IOException {
        Duration waited = Duration.ZERO;
        while (runningServer(cluster).isPresent()) {
            if (waited.compareTo(PATIENCE) >= 0) {
                throw new DatabaseUnavailable(
                        "The process %d still holds the database folder %s; end it and start again."
                                .formatted(pid, cluster));
            }
            if (waited.equals(UNTIL_ASKED)) {
                new ProcessBuilder(List.of("kill", "-INT", Long.toString(pid))).start();
            }
            pause();
            waited = waited.plus(PAUSE);
        }
    }

    /** A zombie has no command line and counts as ended; so does a number that another program got meanwhile. */
    private static Optional<Long> runningServer(Path cluster) {
        try {
            long pid =
                    Long.parseLong(Files.readAllLines(lock(cluster)).getFirst().strip());
            String command = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
            return command.contains("postgres") && command.contains(cluster.toString())
                    ? Optional.of(pid)
                    : Optional.empty();
        } catch (IOException | RuntimeException gone) {
            return Optional.empty();
        }
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("Interrupted while the database started.", stopped);
        }
    }
}
