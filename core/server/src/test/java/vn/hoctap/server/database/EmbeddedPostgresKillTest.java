package vn.hoctap.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresKillTest {
    private static final int COMMITS = 200;

    private @TempDir Path data;

    /** A running Hoctap, the number of its database process, and the last row that it said was committed. */
    private record Killed(Process hoctap, long server, int committed) {}

    @Test
    void no_server_is_left_when_hoctap_alone_is_killed() throws Exception {
        Killed killed = run(List.of());
        killed.hoctap().destroyForcibly();
        assertEnds(killed.server());
    }

    @Test
    void no_server_is_left_when_its_whole_process_group_is_killed() throws Exception {
        Killed killed = run(List.of("setsid"));
        assertThat(new ProcessBuilder(
                                "kill", "-KILL", "--", "-" + killed.hoctap().pid())
                        .start()
                        .waitFor())
                .isZero();
        assertEnds(killed.server());
    }

    @Test
    void every_commit_survives_and_the_next_start_waits_for_the_old_server_and_adopts_nothing() throws Exception {
        Killed killed = run(List.of());
        killed.hoctap().destroyForcibly().waitFor();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, TestDatabase.programs())) {
            assertThat(alive(killed.server())).isFalse();
            assertThat(rows(server)).isGreaterThanOrEqualTo(killed.committed());
        }
    }

    @Test
    void every_commit_survives_when_the_server_is_killed_too() throws Exception {
        Killed killed = run(List.of());
        killed.hoctap().destroyForcibly();
        ProcessHandle.of(killed.server()).ifPresent(ProcessHandle::destroyForcibly);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, TestDatabase.programs())) {
            assertThat(rows(server)).isGreaterThanOrEqualTo(killed.committed());
        }
    }

    private Killed run(List<String> prefix) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledHoctap.class.getName(),
                data.toString(),
                TestDatabase.programs().toAbsolutePath().toString()));
        Process hoctap = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(hoctap.getInputStream(), StandardCharsets.UTF_8));
        List<Long> numbers = said.lines()
                .filter(line -> line.matches("\\d+"))
                .limit(COMMITS)
                .map(Long::valueOf)
                .toList();
        return new Killed(hoctap, numbers.getFirst(), numbers.getLast().intValue());
    }

    private static void assertEnds(long server) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !alive(server));
    }

    /** A process that nobody waited for yet has no command line any more. */
    private static boolean alive(long server) {
        try {
            return !Files.readString(Path.of("/proc", Long.toString(server), "cmdline"))
                    .isEmpty();
        } catch (IOException gone) {
            return false;
        }
    }

    private static int rows(EmbeddedPostgres server) throws Exception {
        PostgresAddress address = server.address();
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), address.jdbcProperties());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select count(*) from counted")) {
            answer.next();
            return answer.getInt(1);
        }
    }
}
