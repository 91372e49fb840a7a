package vn.hoctap.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/** The packed product, as the launcher has built it. */
final class Distribution {
    /** The system property that names its folder. */
    static final String HOME = "hoctap.home";

    private Distribution() {}

    static Path launcher() {
        String home = System.getProperty(HOME);
        Path launcher = home == null ? null : Path.of(home, "bin", "hoctap").toAbsolutePath();
        if (launcher == null || !Files.isExecutable(launcher)) {
            throw new BenchFailed("There is no packed distribution to measure; start this by ./hoctap bench.");
        }
        return launcher;
    }
}
