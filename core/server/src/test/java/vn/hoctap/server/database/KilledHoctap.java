package vn.hoctap.server.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The program that {@link EmbeddedPostgresKillTest} kills: it commits rows and says each number after its commit. */
public final class KilledHoctap {
    private KilledHoctap() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        EmbeddedPostgres server = EmbeddedPostgres.start(data, Path.of(arguments[1]));
        Path lock = data.resolve("postgres").resolve("postmaster.pid");
        System.out.println(Files.readAllLines(lock).getFirst().strip());
        PostgresAddress address = server.address();
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), address.jdbcProperties());
                Statement statement = connection.createStatement()) {
            statement.execute("create table counted (n int primary key)");
            count(statement);
        }
    }

    private static void count(Statement statement) throws SQLException {
        for (int number = 1; ; number++) {
            statement.execute("insert into counted values (" + number + ")");
            System.out.println(number);
        }
    }
}
