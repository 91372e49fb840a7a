package vn.hoctap.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Fresh folders below {@code target}, kept after the run, so that a failure can be looked into. */
final class Scratch {
    private static final Path RUN = Path.of(
                    "target", "it", Long.toString(ProcessHandle.current().pid()))
            .toAbsolutePath();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Scratch() {}

    static Path folder(String name) {
        try {
            return Files.createDirectories(fresh(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A place where nothing is yet. */
    static Path fresh(String name) {
        return RUN.resolve(COUNT.incrementAndGet() + "-" + name);
    }
}
