package vn.hoctap.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Ends processes as a power cut or a system without memory would: {@code kill -9}. */
final class Kill {
    private Kill() {}

    static void process(long number) {
        ProcessHandle.of(number).ifPresent(ProcessHandle::destroyForcibly);
    }

    static void group(long number) {
        try {
            new ProcessBuilder("kill", "-KILL", "--", "-" + number)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Server, database and whatever else works on the folder, in one go. */
    static void everythingOn(Path folder) {
        RunningProcesses.numbersOn(folder).forEach(Kill::process);
    }

    /** The first process of the embedded PostgreSQL alone. */
    static void postmaster(Path data) {
        postmasterOf(data).forEach(Kill::process);
    }

    /** The same with all that it started. */
    static void postgres(Path data) {
        List<Long> all = postmasterOf(data)
                .flatMap(number -> ProcessHandle.of(number).stream())
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.children()))
                .map(ProcessHandle::pid)
                .toList();
        all.forEach(Kill::process);
    }

    private static Stream<Long> postmasterOf(Path data) {
        try {
            return Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid")).stream()
                    .limit(1)
                    .map(line -> Long.valueOf(line.strip()));
        } catch (IOException startsJustNow) {
            return Stream.empty();
        }
    }
}
