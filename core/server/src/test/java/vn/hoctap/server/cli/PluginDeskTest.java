package vn.hoctap.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.plugin.TestJar;

/** Plugins of a running server, changed from a terminal. */
class PluginDeskTest {
    private static TestServer server;
    private static @TempDir Path temp;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Cli run(String persona, String... arguments) throws IOException {
        Path token = Files.writeString(temp.resolve(persona), server.token(persona));
        List<String> all = new ArrayList<>(List.of("plugin"));
        Stream.of(arguments).forEach(all::add);
        all.addAll(List.of("--server", server.at("/").toString(), "--token-file", token.toString()));
        return Cli.run(all.toArray());
    }

    private static String jar(String version) {
        return TestJar.plugin("tay", version).in(temp.resolve(version)).toString();
    }

    @Test
    void a_plugin_is_installed_listed_changed_and_rolled_back() throws IOException {
        assertThat(run("center", "install", jar("1.0.0"), "--org-unit", "ninh-binh")
                        .exit())
                .isZero();
        assertThat(run("center", "install", jar("1.1.0")).out()).contains("tay", "1.1.0", "STARTED", "ninh-binh");
        assertThat(run("center", "rollback", "tay").out()).contains("1.0.0");
        assertThat(run("center", "rollback", "tay").exit()).isEqualTo(ExitCodes.NO);
        assertThat(run("center", "disable", "tay").out()).contains("DISABLED");
        assertThat(run("auditor", "list").out()).contains("tay", "DISABLED", "thu", "everywhere");
        assertThat(run("center", "enable", "tay").out()).contains("STARTED");
        assertThat(run("center", "disable", "thu").exit()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void a_refused_jar_is_an_answer_with_file_and_line() throws IOException {
        String broken = TestJar.plugin("hong", "1.0.0")
                .with("criteria/a.yaml", "id: hong\n")
                .in(temp.resolve("broken"))
                .toString();

        Cli said = run("admin", "install", broken);

        assertThat(said.exit()).isEqualTo(ExitCodes.NO);
        assertThat(said.err()).contains("/criteria/a.yaml:1", "everything is as before");
    }
}
