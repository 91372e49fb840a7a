package vn.hoctap.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings the tables to what this version of Hoctap expects, before anything else uses the database. */
final class Migrations {
    private static final int OLDEST_SERVER = 150_000;

    private Migrations() {}

    static void run(PostgresAddress address) {
        checkServer(address);
        try {
            Flyway.configure()
                    .dataSource(dataSource(address))
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException | SQLException failure) {
            throw new DatabaseUnavailable(
                    "The tables of the database at %s could not be brought up to date: %s"
                            .formatted(address, firstLine(failure)),
                    failure);
        }
    }

    private static PGSimpleDataSource dataSource(PostgresAddress address) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.jdbcUrl());
        for (String name : address.jdbcProperties().stringPropertyNames()) {
            source.setProperty(name, address.jdbcProperties().getProperty(name));
        }
        return source;
    }

    private static void checkServer(PostgresAddress address) {
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), address.jdbcProperties());
                Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("select current_setting('server_version_num')::int")) {
            version.next();
            if (version.getInt(1) < OLDEST_SERVER) {
                throw new DatabaseUnavailable("The database at %s is older than PostgreSQL 15.".formatted(address));
            }
        } catch (SQLException failure) {
            throw new DatabaseUnavailable(
                    "Cannot connect to the database at %s (setting %s): %s"
                            .formatted(address, setting(failure), firstLine(failure)),
                    failure);
        }
    }

    private static String setting(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return state.startsWith("28") ? "database.user or database.passwordFile" : "database.url";
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("no reason given");
    }
}
