package vn.hoctap.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.pgclient.PgException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private final TestDatabase test = TestDatabase.open();
    private final Database database = test.database();
    private @TempDir Path folder;

    @AfterEach
    void close() {
        test.close();
    }

    private int settings() {
        return database.first("select count(*)::int from setting").orElseThrow().getInteger(0);
    }

    @Test
    void a_transaction_commits_what_its_work_did() {
        int inserted = database.inTransaction(sql -> sql.update("insert into setting values ($1, $2)", "a", "1"));
        assertThat(inserted).isEqualTo(1);
        assertThat(settings()).isEqualTo(1);
    }

    @Test
    void a_transaction_whose_work_throws_leaves_nothing() {
        assertThatThrownBy(() -> database.inTransaction(sql -> {
                    sql.update("insert into setting values ($1, $2)", "a", "1");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(settings()).isZero();
    }

    @Test
    void a_statement_that_fails_throws_the_servers_own_error_and_rolls_back() {
        assertThatThrownBy(() -> database.inTransaction(sql -> {
                    sql.update("insert into setting values ($1, $2)", "a", "1");
                    return sql.update("insert into setting values ($1, $2)", "a", "2");
                }))
                .isInstanceOf(PgException.class)
                .hasMessageContaining("setting_pkey");
        assertThat(settings()).isZero();
    }

    @Test
    void a_verticle_on_virtual_threads_waits_in_straight_lines() {
        Await.on(test.vertx()
                .deployVerticle(
                        new AbstractVerticle() {
                            @Override
                            public void start() {
                                database.inTransaction(
                                        sql -> sql.update("insert into setting values ($1, $2)", "from", "verticle"));
                            }
                        },
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
        assertThat(settings()).isEqualTo(1);
    }

    @Test
    void a_wrong_password_names_the_setting() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "wrong\n");
        PostgresAddress address = test.address();
        String url = "postgresql://127.0.0.1:%d/%s".formatted(address.port(), address.database());
        assertThatThrownBy(() ->
                        Database.open(test.vertx(), new DatabaseSettings(url, address.user(), password).address()))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("setting database.user or database.passwordFile");
    }

    @Test
    void a_server_that_is_not_there_names_the_setting() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "any");
        assertThatThrownBy(() -> Database.open(
                        test.vertx(), new DatabaseSettings("postgresql://127.0.0.1:1/x", "y", password).address()))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("setting database.url");
    }

    @Test
    void settings_that_make_no_sense_are_named() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> new DatabaseSettings("mysql://h/d", "u", missing).address())
                .hasMessageContaining("database.url");
        assertThatThrownBy(() -> new DatabaseSettings("postgresql://h/d", "u", missing).address())
                .hasMessageContaining("database.passwordFile");
    }
}
