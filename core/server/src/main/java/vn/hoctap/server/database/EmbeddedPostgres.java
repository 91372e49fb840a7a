package vn.hoctap.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import vn.hoctap.server.database.PostgresAddress.Encryption;
import vn.hoctap.server.database.PostgresStart.Started;

/**
 * A real PostgreSQL in the data folder, for the demo, small installations and tests. It is as durable as any: what was
 * committed survives {@code kill -9} of everything. It listens on loopback only, lets nobody in without a password, is
 * started again when it dies, and ends with this process, however that ends.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String DATABASE = "hoctap";

    private final FolderLock lock;
    private final PostgresKeeper keeper;
    private final PostgresAddress address;

    private EmbeddedPostgres(FolderLock lock, PostgresKeeper keeper, PostgresAddress address) {
        this.lock = lock;
        this.keeper = keeper;
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
        PostgresStart start = new PostgresStart(folder, binaries, user);
        Started started = start.start(EmbeddedPostgres::freePort, () -> true);
        try {
            PostgresAddress server = new PostgresAddress(
                    "127.0.0.1",
                    started.port(),
                    "postgres",
                    PostgresFolder.USER,
                    folder.password(),
                    Encryption.DISABLE);
            createDatabase(server);
            return new EmbeddedPostgres(lock, PostgresKeeper.keep(start, started), server.withDatabase(DATABASE));
        } catch (IOException | SQLException failure) {
            started.watch().stop();
            throw failure;
        }
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

    /** It stays the same for as long as this is open. */
    public PostgresAddress address() {
        return address;
    }

    /** Shuts the server down and returns when it has ended. */
    @Override
    public void close() {
        keeper.close();
        lock.close();
    }
}
