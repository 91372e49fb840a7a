package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes of those who start Hoctap are answered with one sentence that names them, and with the right exit code. */
class BadInputIT {

    @Test
    void the_version_and_nothing_else() throws Exception {
        Ran version = Ran.hoctap("--version").exits(0);

        assertThat(version.errors()).isEmpty();
        assertThat(version.output()).containsPattern("\\d+\\.\\d+\\.\\d+").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "demo", "serve", "plugin", "plugin check", "ledger", "ledger check"})
    void every_command_explains_itself(String command) throws Exception {
        Ran help = Ran.hoctap((command + " --help").strip().split(" ")).exits(0);

        assertThat(help.errors()).isEmpty();
        assertThat(help.output()).containsIgnoringCase("usage").contains("--help");
    }

    @ParameterizedTest
    @CsvSource({
        "no-such-command, no-such-command",
        "demo --no-such-option, --no-such-option",
        "demo --port eighty, eighty",
        "demo --citizens 0, --citizens",
        "ledger check --sample none, --sample",
        "serve --no-such-option, --no-such-option"
    })
    void wrong_usage_is_told_on_stderr_with_exit_code_2(String command, String named) throws Exception {
        Ran ran = Ran.hoctap(command.split(" ")).exits(2).saysNoStackTrace();

        assertThat(ran.output()).isEmpty();
        assertThat(ran.errors()).contains(named);
    }

    @Test
    void a_taken_port_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Path data = Scratch.fresh("taken-port");

            Ran ran = Ran.hoctap("demo", "--citizens", "1", "--port", port, "--data", data.toString())
                    .exits(3)
                    .saysNoStackTrace();

            assertThat(ran.errors()).contains(port).hasLineCount(1);
            assertThat(RunningProcesses.on(data)).isEmpty();
        }
    }

    @Test
    void a_data_folder_that_is_a_file_is_named() throws Exception {
        Path file = Files.writeString(Scratch.fresh("data"), "not a folder");

        Ran ran = Ran.hoctap("demo", "--once", "--citizens", "1", "--data", file.toString())
                .exits(3)
                .saysNoStackTrace();

        assertThat(ran.errors()).contains(file.toString()).hasLineCount(1);
    }

    @Test
    void a_ledger_that_does_not_exist_is_named_and_not_made() throws Exception {
        Path nothing = Scratch.fresh("nothing");

        Ran ran = Ran.hoctap("ledger", "check", "--data", nothing.toString())
                .exits(3)
                .saysNoStackTrace();

        assertThat(ran.errors()).contains(nothing.toString());
        assertThat(nothing).doesNotExist();
    }

    @Test
    @ExtendWith(SharedDemo.class)
    void a_folder_that_another_server_uses_is_left_alone(Hoctap first) throws Exception {
        String port = Integer.toString(Hoctap.freePort());

        Ran second = Ran.hoctap(
                        "demo",
                        "--citizens",
                        "1",
                        "--port",
                        port,
                        "--data",
                        first.data().toString())
                .exits(3)
                .saysNoStackTrace();

        assertThat(second.errors()).contains(first.data().toString()).hasLineCount(1);
        assertThat(first.ready()).isTrue();
    }

    @Test
    void serve_names_the_setting_that_is_missing() throws Exception {
        Path config = Files.writeString(
                Scratch.folder("config").resolve("hoctap.yaml"), "data: " + Scratch.fresh("serve") + "\n");

        Ran ran = Ran.hoctap("serve", "--config", config.toString()).exits(3).saysNoStackTrace();

        assertThat(ran.errors()).contains("keycloak.issuer");
    }

    @Test
    void serve_names_a_setting_that_it_does_not_know() throws Exception {
        Path config = Files.writeString(Scratch.folder("config").resolve("hoctap.yaml"), "http: {prot: 8080}\n");

        Ran ran = Ran.hoctap("serve", "--config", config.toString()).exits(2).saysNoStackTrace();

        assertThat(ran.errors()).contains("http.prot", "http.port", config.toString());
    }

    @Test
    void a_setting_of_the_environment_that_makes_no_sense_is_named() throws Exception {
        Ran ran = Ran.hoctap(Map.of("HOCTAP_HTTP_PORT", "eighty"), "serve")
                .exits(2)
                .saysNoStackTrace();

        assertThat(ran.errors()).contains("http.port");
    }

    @Test
    void a_broken_criteria_file_is_answered_with_its_lines() throws Exception {
        Path file = Files.writeString(Scratch.folder("criteria").resolve("broken.yaml"), """
                id: hong/moi-nguoi
                version: "1"
                titel: {vi: Hỏng}
                subject: citizen
                """);

        Ran ran = Ran.hoctap("plugin", "check", file.toString()).exits(1).saysNoStackTrace();

        assertThat(ran.output() + ran.errors())
                .containsPattern("broken\\.yaml:3\\b")
                .contains("titel", "title", "award", "source");
    }

    @Test
    void a_sound_criteria_file_passes() throws IOException, InterruptedException {
        Path file = Files.writeString(Scratch.folder("criteria").resolve("sound.yaml"), LocalPluginIT.READERS);

        Ran.hoctap("plugin", "check", file.toString()).exits(0).saysNoStackTrace();
    }
}
