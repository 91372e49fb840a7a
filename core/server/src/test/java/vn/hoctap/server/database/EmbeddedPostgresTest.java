package vn.hoctap.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    private @TempDir Path data;

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(data, TestDatabase.programs());
    }

    private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
        PostgresAddress address = server.address();
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), address.jdbcProperties());
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet answer = statement.getResultSet()) {
                answer.next();
                return answer.getString(1);
            }
        }
    }

    @Test
    void it_is_as_durable_and_as_closed_as_it_says() throws SQLException {
        try (EmbeddedPostgres server = start()) {
            assertThat(setting(server, "fsync")).isEqualTo("on");
            assertThat(setting(server, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(server, "full_page_writes")).isEqualTo("on");
            assertThat(setting(server, "max_wal_size")).isEqualTo("4GB");
            assertThat(setting(server, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(server, "unix_socket_directories")).isEmpty();
            assertThat(setting(server, "server_encoding")).isEqualTo("UTF8");
            assertThat(setting(server, "log_timezone")).isEqualTo("UTC");
        }
    }

    private static String setting(EmbeddedPostgres server, String name) throws SQLException {
        return ask(server, "select current_setting('" + name + "')");
    }

    @Test
    void nobody_is_let_in_without_the_password() {
        try (EmbeddedPostgres server = start()) {
            Properties wrong = server.address().jdbcProperties();
            wrong.setProperty("password", "guess");
            assertThatThrownBy(
                            () -> DriverManager.getConnection(server.address().jdbcUrl(), wrong))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void the_password_is_kept_as_a_scram_verifier_and_in_a_file_for_us_alone() throws Exception {
        try (EmbeddedPostgres server = start()) {
            assertThat(ask(server, "select rolpassword from pg_authid where rolname = 'hoctap'"))
                    .startsWith("SCRAM-SHA-256$");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres.password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_second_hoctap_on_the_same_folder_is_refused_in_one_sentence() {
        try (EmbeddedPostgres first = start()) {
            assertThat(first.address().port()).isPositive();
            assertThatThrownBy(this::start)
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("Another Hoctap is running on the data folder " + data);
        }
    }

    @Test
    void what_was_stored_is_there_after_a_stop_and_a_start() throws SQLException {
        try (EmbeddedPostgres server = start()) {
            ask(server, "create table kept as select 'á' as word");
        }
        try (EmbeddedPostgres server = start()) {
            assertThat(ask(server, "select word from kept")).isEqualTo("á");
        }
    }

    @Test
    void a_first_start_that_was_interrupted_leaves_nothing_broken() throws Exception {
        Files.createDirectories(data.resolve("postgres.unfinished").resolve("base"));
        Files.writeString(data.resolve("postgres.password"), "half");
        try (EmbeddedPostgres server = start()) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
        assertThat(data.resolve("postgres.unfinished")).doesNotExist();
    }

    @Test
    void a_lost_password_file_is_named() throws Exception {
        start().close();
        Files.delete(data.resolve("postgres.password"));
        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("postgres.password is missing");
    }

    @Test
    void a_root_who_may_not_make_user_namespaces_runs_it_as_nobody() throws Exception {
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "only root can become nobody");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, TestDatabase.programs(), PostgresUser.nobody())) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
        assertThat(Files.getOwner(data.resolve("postgres")).getName()).isEqualTo("nobody");
    }
}
