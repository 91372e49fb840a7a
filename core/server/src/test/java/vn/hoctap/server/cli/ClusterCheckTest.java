package vn.hoctap.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.server.cluster.ClusterSettings;
import vn.hoctap.server.cluster.SharedFolder;
import vn.hoctap.server.database.TestDatabase;

class ClusterCheckTest {
    private final TestDatabase database = TestDatabase.open();
    private final StringWriter said = new StringWriter();
    private final List<String> wrong = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    private String check(boolean enabled, List<String> members, Optional<Path> shared) {
        ClusterSettings settings = new ClusterSettings("127.0.0.1", 5701, members, shared);
        try (PrintWriter out = new PrintWriter(said)) {
            new ClusterCheck(out, wrong).run(enabled, settings, database.database());
        }
        return said.toString();
    }

    @Test
    void a_node_without_a_cluster_is_said_to_be_alone_and_nothing_is_wrong() {
        assertThat(check(false, List.of(), Optional.empty()))
                .contains("cluster.enabled is not true", "nobody has recorded yet");
        assertThat(wrong).isEmpty();
    }

    @Test
    void members_are_named_with_whether_they_can_be_reached() throws IOException {
        new SharedFolder(folder).join(database.database());
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int closed = gone.getLocalPort();
            gone.close();

            String text = check(
                    true, List.of("127.0.0.1:" + other.getLocalPort(), "127.0.0.1:" + closed), Optional.of(folder));

            assertThat(text)
                    .contains("member 127.0.0.1:%d: reachable".formatted(other.getLocalPort()))
                    .contains("member 127.0.0.1:%d: not reachable".formatted(closed))
                    .contains("shared folder " + folder + ": in order");
            assertThat(wrong).isEmpty();
        }
    }

    @Test
    void who_records_is_named_with_the_epoch_and_whether_it_has_ended() {
        database.database().rows("select recorder_take('10.0.0.5:5701/abc')");

        assertThat(check(false, List.of(), Optional.empty()))
                .contains("10.0.0.5:5701/abc", "epoch 1", "it has ended, and nobody records now");
    }

    @Test
    void a_folder_that_is_not_the_other_nodes_or_none_at_all_is_wrong() {
        assertThat(new SharedFolder(folder.resolve("ours")).join(database.database()))
                .isEmpty();

        check(true, List.of(), Optional.of(folder.resolve("another")));
        check(true, List.of(), Optional.empty());

        assertThat(wrong).hasSize(2);
        assertThat(wrong.getFirst()).contains("another", "cluster.folder");
        assertThat(wrong.getLast()).contains("cluster.folder is not set");
        assertThat(new SharedFolder(folder.resolve("another")).join(database.database()))
                .as("a node that names another folder is told at its start")
                .isPresent();
        assertThat(new SharedFolder(folder.resolve("ours")).join(database.database()))
                .isEmpty();
    }
}
