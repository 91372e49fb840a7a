package vn.hoctap.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    private static final String SOUND = """
            id: thu/moi-nguoi
            version: "1"
            status: illustrative
            source: "a test"
            title: {vi: Thử}
            subject: citizen
            effective: {from: 2024-01-01}
            cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
            criteria:
              - id: doc
                name: {vi: Đọc}
                indicators:
                  - id: so-lan
                    name: {vi: Số lần}
                    max: 10
                    from: [{measure: count, points: [{atLeast: 2, give: 10}]}]
            award: {scheme: sum, requires: [{id: total, if: 'total >= 10'}]}
            """;

    @TempDir
    Path folder;

    private record Ran(int exit, String out, String err) {}

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Ran(line.execute(arguments), out.toString(), err.toString());
    }

    private Ran demo(Path data) {
        return run("demo", "--once", "--citizens", "1", "--data", data.toString());
    }

    private static List<Path> within(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "another word", ""})
    void the_folder_of_a_server_in_use_is_refused_before_anything_of_it_is_opened(String purpose) throws IOException {
        Files.createDirectories(folder.resolve("postgres"));
        if (!purpose.isEmpty()) {
            Files.writeString(folder.resolve("purpose"), purpose);
        }
        List<Path> before = within(folder);

        Ran ran = demo(folder);

        assertThat(ran.exit()).isEqualTo(ExitCodes.ENVIRONMENT);
        assertThat(ran.err()).contains(folder.toString(), "--data", "without a password");
        assertThat(within(folder)).isEqualTo(before);
    }

    @Test
    void a_new_folder_is_the_demos_and_a_served_one_is_not_any_more() throws IOException {
        Purpose.demo(folder);
        Files.createDirectories(folder.resolve("postgres"));
        Purpose.demo(folder);

        Purpose.production(folder);

        assertThat(demo(folder).exit()).isEqualTo(ExitCodes.ENVIRONMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo ",
                "serve ",
                "ledger ",
                "ledger check ",
                "plugin ",
                "plugin new ",
                "plugin test ",
                "plugin package ",
                "plugin sign ",
                "plugin list ",
                "plugin check ",
                "keycloak ",
                "keycloak setup ",
                "keycloak check ",
                "doctor "
            })
    void every_command_explains_itself_and_says_its_version(String command) {
        assertThat(run((command + "--help").split(" ")).out()).contains("Usage: hoctap", "--help");
        assertThat(run((command + "--version").split(" ")).out())
                .startsWith("hoctap ")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, nothing",
        "demo --prot 1, --prot",
        "demo --port x, x",
        "demo --citizens 0, 0",
        "ledger, ledger check",
        "ledger check --sample 2, 2",
        "plugin check no-such-file.yaml, no-such-file.yaml"
    })
    void wrong_usage_is_exit_2_and_named(String command, String named) {
        Ran ran = run(command.split(" "));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("hoctap: ").contains(named);
    }

    @Test
    void what_the_environment_lacks_is_exit_3_and_one_sentence() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            sentence(run("demo", "--port", port, "--data", folder.resolve("d").toString()), port);
        }
        sentence(run("demo", "--once", "--data", file.toString()), file.toString());
        sentence(run("ledger", "check", "--data", folder.resolve("none").toString()), "none");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    private static void sentence(Ran ran, String named) {
        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err()).startsWith("hoctap: ").contains(named).hasLineCount(1);
    }

    @Test
    void a_sound_criteria_file_passes_and_a_broken_one_is_answered_with_all_its_faults() throws IOException {
        Path sound = Files.writeString(folder.resolve("sound.yaml"), SOUND);
        Path broken = Files.writeString(
                folder.resolve("broken.yaml"),
                SOUND.replace("thu/", "hong/").replace("title:", "titel:").replace("count", "cuont"));

        assertThat(run("plugin", "check", sound.toString()).exit()).isZero();
        Ran ran = run("plugin", "check", sound.toString(), broken.toString());
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("broken.yaml:5 ", "titel", "cuont").doesNotContain("sound.yaml");
    }
}
