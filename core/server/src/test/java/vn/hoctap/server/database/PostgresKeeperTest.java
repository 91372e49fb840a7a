package vn.hoctap.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database dies under a Hoctap that lives on. */
class PostgresKeeperTest {
    private static final String FAST = "select count(*) from kept";
    /** Busy with itself for longer than any test, and not listening meanwhile. */
    private static final String SLOW =
            "select count(*) from generate_series(1, 3000000000) g(n), generate_series(1, 99)";

    private @TempDir Path data;
    private final Vertx vertx = Vertx.vertx();
    private EmbeddedPostgres server;
    private Database database;

    @BeforeEach
    void open() {
        server = EmbeddedPostgres.start(data, TestDatabase.programs());
        database = Database.open(vertx, server.address());
        database.update("create table kept as select 1 as one");
    }

    @AfterEach
    void close() {
        database.close();
        server.close();
        Await.on(vertx.close());
    }

    @Test
    void a_killed_server_is_started_again_where_it_was_and_connections_are_made_anew() throws Exception {
        long killed = postmaster();
        kill(killed);

        await().atMost(Duration.ofSeconds(60))
                .ignoreException(ConnectionLost.class)
                .until(this::answers);
        assertThat(postmaster()).isNotEqualTo(killed);
    }

    @Test
    void who_asks_meanwhile_is_told_at_once_that_the_connection_is_lost() throws Exception {
        kill(postmaster());
        assertThatThrownBy(() -> await().pollInterval(Duration.ofMillis(1)).until(() -> !answers()))
                .isInstanceOf(ConnectionLost.class);
        assertThatThrownBy(() -> database.inTransaction(sql -> sql.update("insert into kept values (2)")))
                .isInstanceOf(ConnectionLost.class);
    }

    @Test
    void a_worker_that_outlives_its_server_is_waited_for_and_there_are_never_two_servers() throws Exception {
        database.send(SLOW);
        await().until(() -> workers().stream().anyMatch(PostgresKeeperTest::isSelecting));
        long worker = workers().stream()
                .filter(PostgresKeeperTest::isSelecting)
                .findFirst()
                .orElseThrow();
        kill(postmaster());

        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(10)).until(() -> !answersNow());
        assertThat(isSelecting(worker)).isTrue();
        kill(worker);
        await().atMost(Duration.ofSeconds(60)).until(this::answersNow);
    }

    private boolean answers() {
        return database.first(FAST).isPresent();
    }

    private boolean answersNow() {
        try {
            return answers();
        } catch (ConnectionLost away) {
            return false;
        }
    }

    private long postmaster() throws IOException {
        Path lock = data.resolve("postgres").resolve("postmaster.pid");
        return Long.parseLong(Files.readAllLines(lock).getFirst().strip());
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private Set<Long> workers() throws IOException {
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(postmaster()).orElseThrow().children()) {
            return children.map(ProcessHandle::pid).collect(Collectors.toSet());
        }
    }

    /** PostgreSQL writes what a process does into its command line. */
    private static boolean isSelecting(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .contains("SELECT");
        } catch (IOException ended) {
            return false;
        }
    }
}
