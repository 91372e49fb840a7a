package vn.hoctap.server.plugin.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The jars that the distribution packed, by their SHA-256: what somebody puts beside them later is not trusted for lying there.
 * The list lies with the program, and whoever can write there is the program anyway.
 */
public final class Pins {
    private final @Nullable Set<String> digests;

    private Pins(@Nullable Set<String> digests) {
        this.digests = digests;
    }

    /** Whatever lies in the folders of the distribution; for a program that was started without one. */
    public static Pins any() {
        return new Pins(null);
    }

    /**
     * The list as {@code sha256sum} writes it; when there is none, nothing is pinned.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public static Pins in(Path file) {
        if (!Files.exists(file)) {
            return new Pins(Set.of());
        }
        try {
            return new Pins(Files.readAllLines(file).stream()
                    .map(line -> line.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param digest in hex */
    public boolean has(String digest) {
        return digests == null || digests.contains(digest);
    }
}
