package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of the packed launcher that has ended.
 *
 * @param output what it wrote to stdout, without the white space around
 * @param errors what it wrote to stderr, without the white space around
 */
record Ran(int exit, String output, String errors, Duration took) {
    private static final long LIMIT_SECONDS = 180;

    static Ran hoctap(String... arguments) throws IOException, InterruptedException {
        return hoctap(Map.of(), arguments);
    }

    static Ran hoctap(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Path folder = Scratch.folder("command");
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        List<String> command = new ArrayList<>(List.of("bash", Packed.launcher().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends", String.join(" ", arguments))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ran(process.exitValue(), text(output), text(errors), Duration.ofNanos(System.nanoTime() - begin));
    }

    String lastLine() {
        return output.lines().reduce((earlier, later) -> later).orElse("");
    }

    Ran exits(int expected) {
        assertThat(exit).as("exit code of what said%n%s%n%s", output, errors).isEqualTo(expected);
        return this;
    }

    /** Errors are sentences for people. */
    Ran saysNoStackTrace() {
        assertThat(errors + output).doesNotContain("\tat ", "Exception");
        return this;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }
}
