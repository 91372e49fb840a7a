package vn.hoctap.server.database;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Starts the server on its folder, however it ended before. */
record PostgresStart(PostgresFolder folder, PostgresBinaries binaries, PostgresUser user) {
    /** Recovery after a crash reads up to max_wal_size of log first. */
    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    private static final Duration RETRY_LIMIT = Duration.ofSeconds(30);
    private static final long BYTES_OF_MB = 1024 * 1024;
    private static final long LEAST_BUFFERS = 128;
    private static final long MOST_BUFFERS = 8192;
    /** Given on the command line, where no file and no {@code alter system} overrides them. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("max_wal_size", "4GB"),
            Map.entry("min_wal_size", "1GB"),
            Map.entry("shared_buffers", sharedBuffers() + "MB"),
            Map.entry("max_connections", "100"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_min_messages", "warning"),
            // Our statements are short; compiling one that the planner overrates costs more than it runs.
            Map.entry("jit", "off"));

    /** Where it is to listen; asked before each attempt. */
    @FunctionalInterface
    interface Port {
        int choose() throws IOException;
    }

    record Started(PostgresWatch watch, int port) {}

    /**
     * Returns when it answers.
     *
     * @param wanted false as soon as nobody needs it any more; then it is stopped and this fails
     * @throws DatabaseUnavailable when it does not start
     */
    Started start(Port where, BooleanSupplier wanted) throws IOException {
        FormerPostgres.awaitEnd(folder.cluster());
        folder.prepare();
        Instant begin = Instant.now();
        while (true) {
            int port = where.choose();
            PostgresWatch watch = launch(port);
            if (awaitReady(watch, begin, wanted)) {
                return new Started(watch, port);
            }
            if (!wanted.getAsBoolean() || !passing() || Instant.now().isAfter(begin.plus(RETRY_LIMIT))) {
                throw new DatabaseUnavailable(
                        "The embedded database in %s could not start: %s".formatted(folder.cluster(), lastWord()));
            }
            FormerPostgres.pause();
        }
    }

    /** An eighth of the machine's memory, in MB. PostgreSQL takes of it what it has use for. */
    private static long sharedBuffers() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? Math.clamp(machine.getTotalMemorySize() / 8 / BYTES_OF_MB, LEAST_BUFFERS, MOST_BUFFERS)
                : LEAST_BUFFERS;
    }

    private PostgresWatch launch(int port) throws IOException {
        if (Files.exists(folder.log())) {
            Files.move(
                    folder.log(), folder.log().resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>(user.prefix());
        command.add(binaries.program("postgres").toString());
        command.addAll(List.of("-D", folder.cluster().toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return PostgresWatch.start(command, folder.log());
    }

    /** False when the server ended instead. */
    private boolean awaitReady(PostgresWatch watch, Instant begin, BooleanSupplier wanted) {
        while (watch.running()) {
            if (saysReady()) {
                return true;
            }
            if (!wanted.getAsBoolean() || Instant.now().isAfter(begin.plus(START_LIMIT))) {
                watch.stop();
                return false;
            }
            FormerPostgres.pause();
        }
        return false;
    }

    private boolean saysReady() {
        try (Stream<String> status = Files.lines(folder.cluster().resolve("postmaster.pid"))) {
            return PostgresFolder.lastLine(status).equals("ready");
        } catch (IOException | UncheckedIOException notYet) {
            return false;
        }
    }

    /** Reasons that pass by themselves: a server killed a moment ago, or somebody who took the port meanwhile. */
    private boolean passing() throws IOException {
        String log = String.join("\n", log().toList());
        return log.contains("still in use") || log.contains("already in use") || log.contains("lock file");
    }

    /** The last thing that the server said. */
    String lastWord() throws IOException {
        return PostgresFolder.lastLine(log());
    }

    private Stream<String> log() throws IOException {
        return Files.readAllLines(folder.log()).stream();
    }
}
