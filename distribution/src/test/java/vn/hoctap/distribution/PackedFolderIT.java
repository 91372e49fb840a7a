package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedFolderIT {

    @TempDir
    Path scratch;

    @Test
    void the_folder_is_complete() throws IOException {
        assertThat(Packed.launcher()).isExecutable();
        assertThat(Packed.FOLDER.resolve("config/hoctap.yaml")).isRegularFile();
        assertThat(Packed.FOLDER.resolve("LICENSE")).isRegularFile();
        assertThat(Packed.FOLDER.resolve("README.md")).isRegularFile();
        assertThat(Packed.FOLDER.resolve("CHANGELOG.md")).isRegularFile();
        assertThat(Packed.plugins()).isNotEmpty();
    }

    @Test
    void no_plugin_is_linked_to_the_server_and_nothing_of_the_tests_is_packed() throws IOException {
        assertThat(Packed.libraries())
                .extracting(library -> library.getFileName().toString())
                .anyMatch(name -> name.startsWith("hoctap-server-"))
                .noneMatch(name -> name.startsWith("hoctap-plugin-"))
                .noneMatch(name -> name.matches("(hoctap-testkit|junit|assertj|playwright).*"));
    }

    @Test
    void the_packed_launcher_says_its_version_and_nothing_else() throws Exception {
        Ran ran = run("bash", Packed.launcher().toString(), "--version");

        assertThat(ran.errors()).isEmpty();
        assertThat(ran.output()).containsPattern("\\d+\\.\\d+\\.\\d+").hasLineCount(1);
        assertThat(ran.exit()).isZero();
    }

    @Test
    void wrong_usage_is_told_on_stderr_with_exit_code_2() throws Exception {
        Ran ran = run("bash", Packed.launcher().toString(), "no-such-command");

        assertThat(ran.output()).isEmpty();
        assertThat(ran.errors()).contains("no-such-command");
        assertThat(ran.exit()).isEqualTo(2);
    }

    private record Ran(int exit, String output, String errors) {}

    private Ran run(String... command) throws IOException, InterruptedException {
        Path output = scratch.resolve("output");
        Path errors = scratch.resolve("errors");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), text(output), text(errors));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }
}
