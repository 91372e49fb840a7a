package vn.hoctap.server.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.hoctap.server.plugin.PluginFolders.Found;

/**
 * The host's own copies: a jar that is replaced or deleted in its folder never pulls the ground from under a running
 * plugin. A copy lies below the data folder as {@code <id>/<version>-<digest>/<file>}.
 */
final class JarCopies {
    private final Path root;

    JarCopies(Path root) {
        this.root = root;
    }

    /** What is inspected is the copy, so that nobody can exchange the file in between. */
    PluginJar take(Found found) {
        String name = found.file().getFileName().toString();
        try {
            Files.createDirectories(root);
            Path incoming = Files.createTempFile(root, "incoming-", ".jar");
            try {
                return inspect(found, name, incoming);
            } finally {
                Files.deleteIfExists(incoming);
            }
        } catch (IOException unreadable) {
            Faults faults = new Faults();
            faults.add(name, "The jar cannot be copied: " + unreadable.getMessage() + ".", "Correct its permissions.");
            return new PluginJar(name, found.file(), Optional.empty(), false, List.of(), faults.list());
        }
    }

    private PluginJar inspect(Found found, String name, Path incoming) throws IOException {
        if (Files.size(found.file()) > PluginLimits.JAR_BYTES) {
            return JarReader.read(name, found.file(), found.trusted());
        }
        Files.copy(found.file(), incoming, StandardCopyOption.REPLACE_EXISTING);
        PluginJar jar = JarReader.read(name, incoming, found.trusted());
        if (!jar.sound()) {
            return jar.with(found.file());
        }
        Path home = root.resolve(jar.id()).resolve(jar.version() + "-" + digest(incoming));
        Files.createDirectories(home);
        Path copy = home.resolve(name);
        Files.move(incoming, copy, StandardCopyOption.REPLACE_EXISTING);
        return jar.with(copy);
    }

    /** Two jars that call themselves the same version never share a folder. */
    private static String digest(Path file) throws IOException {
        return HexFormat.of().formatHex(Digest.sha256(Files.readAllBytes(file)), 0, 6);
    }

    /** Removes copies of plugins and versions that are no longer there, and what a killed process left behind. */
    void sweep(Set<Path> used) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> found = Files.walk(root)) {
            // What lies deeper comes first, so that a folder is empty when its turn comes.
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                if (Files.isDirectory(path) ? isEmpty(path) : !used.contains(path)) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }
}
