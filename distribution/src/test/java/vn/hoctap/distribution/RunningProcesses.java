package vn.hoctap.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What runs on this machine, as {@code /proc} tells. Where there is no such folder, nothing is found. */
final class RunningProcesses {
    private static final Path ALL = Path.of("/proc");

    private RunningProcesses() {}

    /** The processes that were given the folder, or anything in it, or that work inside it; this one is left out. */
    static List<String> on(Path folder) {
        return pathsOn(folder).stream()
                .map(entry -> entry.getFileName() + " " + commandLine(entry))
                .toList();
    }

    /** Their numbers. */
    static List<Long> numbersOn(Path folder) {
        return pathsOn(folder).stream()
                .map(entry -> Long.valueOf(entry.getFileName().toString()))
                .toList();
    }

    private static List<Path> pathsOn(Path folder) {
        if (!Files.isDirectory(ALL.resolve("self"))) {
            return List.of();
        }
        String self = Long.toString(ProcessHandle.current().pid());
        try (Stream<Path> entries = Files.list(ALL)) {
            return entries.filter(
                            entry -> entry.getFileName().toString().chars().allMatch(Character::isDigit))
                    .filter(entry -> !entry.endsWith(self))
                    .filter(entry -> commandLine(entry).contains(folder.toString()) || worksIn(entry, folder))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("cannot list " + ALL, e);
        }
    }

    private static String commandLine(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ');
        } catch (IOException ended) {
            return "";
        }
    }

    private static boolean worksIn(Path process, Path folder) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder);
        } catch (IOException endedOrForeign) {
            return false;
        }
    }
}
