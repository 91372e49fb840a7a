package vn.hoctap.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The distribution as the build has packed it. */
final class Packed {
    static final Path FOLDER = Path.of("target", "hoctap").toAbsolutePath();

    private Packed() {}

    static List<Path> plugins() throws IOException {
        return jars("plugins");
    }

    static List<Path> libraries() throws IOException {
        return jars("lib");
    }

    static Path launcher() {
        return FOLDER.resolve("bin").resolve("hoctap");
    }

    private static List<Path> jars(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
