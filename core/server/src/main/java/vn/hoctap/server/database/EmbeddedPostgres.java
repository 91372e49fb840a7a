package vn.hoctap.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vn.hoctap.server.database.PostgresAddress.Encryption;

/**
 * A real PostgreSQL in the data folder, for the demo, small installations and tests. It is as durable as any: what was
 * committed survives {@code kill -9} of everything. It listens on loopback only, lets nobody in without a password, and
 * ends with this process, however that ends.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String DATABASE = "hoctap";
    /** Recovery after a crash reads up to max_wal_size of log first. */
    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    private static final Duration RETRY_LIMIT = Duration.ofSeconds(30);
    /** Given on the command line, where no file and no {@code alter system} overrides them. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("max_wal_size", "4GB"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("max_connections", "100"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_min_messages", "warning"),
            // Our statements are short; compiling one that the planner overrates costs more than it runs.
            Map.entry("jit", "off"));

    private final FolderLock lock;
    private final PostgresWatch watch;
    private final PostgresAddress address;

    private EmbeddedPostgres(FolderLock lock, PostgresWatch watch, PostgresAddress address) {
        this.lock = lock;
        this.watch = watch;
        this.address = address;
    }

    /** @throws DatabaseUnavailable when it cannot run here, or another Hoctap uses the folder */
    public static EmbeddedPostgres start(Path data) {
        return start(data, data);
    }

    /** @param programs where PostgreSQL's programs are unpacked; several data folders may share it */
    public static EmbeddedPostgres start(Path data, Path programs) {
        return start(data, programs, PostgresUser.find());
    }

    static EmbeddedPostgres start(Path data, Path programs, PostgresUser user) {
        Path folder = data.toAbsolutePath().normalize();
        FolderLock lock = FolderLock.take(folder);
        try {
            PostgresBinaries binaries =
                    PostgresBinaries.unpack(programs.toAbsolutePath().normalize());
            return start(new PostgresFolder(folder, binaries, user), binaries, user, lock);
        } catch (IOException | SQLException failure) {
            lock.close();
            throw new DatabaseUnavailable(
                    "The embedded database in %s could not start: %s".formatted(folder, failure.getMessage()), failure);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private static EmbeddedPostgres start(
            PostgresFolder folder, PostgresBinaries binaries, PostgresUser user, FolderLock lock)
            throws IOException, SQLException {
        FormerPostgres.awaitEnd(folder.cluster());
        folder.prepare();
        Instant begin = Instant.now();
        while (true) {
            int port = freePort();
            PostgresWatch watch = launch(folder, binaries, user, port);
            if (awaitReady(folder, watch, begin)) {
                return opened(lock, watch, port, folder.password());
            }
            if (!passing(folder) || Instant.now().isAfter(begin.plus(RETRY_LIMIT))) {
                throw new DatabaseUnavailable("The embedded database in %s could not start: %s"
                        .formatted(folder.cluster(), PostgresFolder.lastLine(log(folder))));
            }
            FormerPostgres.pause();
        }
    }

    private static EmbeddedPostgres opened(FolderLock lock, PostgresWatch watch, int port, String password)
            throws SQLException {
        PostgresAddress server =
                new PostgresAddress("127.0.0.1", port, "postgres", PostgresFolder.USER, password, Encryption.DISABLE);
        try {
            createDatabase(server);
        } catch (SQLException failure) {
            watch.stop();
            throw failure;
        }
        return new EmbeddedPostgres(lock, watch, server.withDatabase(DATABASE));
    }

    private static PostgresWatch launch(PostgresFolder folder, PostgresBinaries binaries, PostgresUser user, int port)
            throws IOException {
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
    private static boolean awaitReady(PostgresFolder folder, PostgresWatch watch, Instant begin) throws IOException {
        Path status = folder.cluster().resolve("postmaster.pid");
        while (watch.running()) {
            if (Files.exists(status)
                    && PostgresFolder.lastLine(Files.readAllLines(status).stream())
                            .equals("ready")) {
                return true;
            }
            if (Instant.now().isAfter(begin.plus(START_LIMIT))) {
                watch.stop();
                return false;
            }
            FormerPostgres.pause();
        }
        return false;
    }

    /** Reasons that pass by themselves: a server killed a moment ago, or somebody who took the port meanwhile. */
    private static boolean passing(PostgresFolder folder) throws IOException {
        String log = String.join("\n", log(folder).toList());
        return log.contains("still in use") || log.contains("already in use") || log.contains("lock file");
    }

    private static Stream<String> log(PostgresFolder folder) throws IOException {
        return Files.readAllLines(folder.log()).stream();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void createDatabase(PostgresAddress server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.jdbcProperties());
                Statement statement = connection.createStatement()) {
            boolean missing;
            try (ResultSet found =
                    statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                missing = !found.next();
            }
            if (missing) {
                statement.execute("create database " + DATABASE);
            }
        }
    }

    public PostgresAddress address() {
        return address;
    }

    /** Shuts the server down and returns when it has ended. */
    @Override
    public void close() {
        watch.stop();
        lock.close();
    }
}
