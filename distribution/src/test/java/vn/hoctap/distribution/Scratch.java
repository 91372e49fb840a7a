package vn.hoctap.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Fresh folders below {@code target}, kept until the next run, so that a failure can be looked into. */
final class Scratch {
    private static final Path RUN = emptied(Path.of("target", "it").toAbsolutePath());
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

    /** Databases are large, and those of earlier runs help nobody. */
    private static Path emptied(Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
