package vn.hoctap.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What is in the tables of a running server, for the little that the API does not tell. */
final class StoredRows {
    /** The line of PostgreSQL's own status file that names the port. */
    private static final int PORT_LINE = 3;

    private StoredRows() {}

    static long count(Path data, String table) {
        try {
            List<String> status = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
            String password =
                    Files.readString(data.resolve("postgres.password")).strip();
            return count("jdbc:postgresql://127.0.0.1:" + status.get(PORT_LINE).strip() + "/hoctap", password, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(String url, String password, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "hoctap", password);
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("select count(*) from " + table)) {
            counted.next();
            return counted.getLong(1);
        }
    }
}
