package vn.hoctap.server.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import vn.hoctap.server.plugin.JarReader.CodeCheck;
import vn.hoctap.server.plugin.PluginFolders.Found;
import vn.hoctap.server.plugin.trust.Signature;
import vn.hoctap.server.plugin.trust.Trust;

/**
 * The host's own copies: a jar that is replaced or deleted in its folder never pulls the ground from under a running
 * plugin. A copy lies below the data folder as {@code <id>/<version>-<digest>/<file>}.
 */
final class JarCopies {
    private static final int SHORT_DIGEST = 12;
    private static final int LONGEST_NAME = 100;
    /** Whatever its sender calls it, that is no name of ours. */
    private static final String UPLOADED = "plugin.jar";

    private final Path root;
    private final Trust trust;

    /** @param trust whose code may run */
    JarCopies(Path root, Trust trust) {
        this.root = root;
        this.trust = trust;
    }

    /** What is inspected is the copy, so that nobody can exchange the file in between. */
    PluginJar take(Found found) {
        return take(
                found.file().getFileName().toString(),
                copy -> trust.of(copy, found.shipped()),
                found.file(),
                incoming -> {
                    if (Files.size(found.file()) <= PluginLimits.JAR_BYTES) {
                        Files.copy(found.file(), incoming, StandardCopyOption.REPLACE_EXISTING);
                        return incoming;
                    }
                    return found.file();
                });
    }

    /**
     * One that came over the network, or from the database.
     *
     * @param name as its sender calls it; nothing else of it becomes a path
     */
    PluginJar take(String name, byte[] content) {
        Path plain = Path.of(UPLOADED);
        return take(plain(name), copy -> trust.of(copy, false), plain, incoming -> Files.write(incoming, content));
    }

    /** One that was taken in before, by this or another node. */
    PluginJar again(String name, byte[] content) {
        Path plain = Path.of(UPLOADED);
        return take(plain(name), copy -> trust.known(copy, false), plain, incoming -> Files.write(incoming, content));
    }

    /** Whether whoever signed a jar that was taken in is trusted still. */
    boolean isTrusted(PluginJar jar) {
        if (jar.publisher() == null || !jar.code()) {
            return true;
        }
        try {
            return trust.known(jar.file(), false) instanceof Signature.Trusted;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** A name that any file system has, and ends as jars end. */
    private static String plain(String name) {
        String last = name.replaceFirst("(?i)\\.jar$", "").replaceFirst("^.*[/\\\\]", "");
        String cleaned = last.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "");
        String cut = cleaned.length() > LONGEST_NAME ? cleaned.substring(0, LONGEST_NAME) : cleaned;
        return (cut.isEmpty() ? "plugin" : cut) + ".jar";
    }

    /** Brings a file to the place that is given, or says where it is when it is better left there. */
    private interface Bringing {
        Path to(Path incoming) throws IOException;
    }

    private PluginJar take(String name, CodeCheck code, Path origin, Bringing bringing) {
        try {
            Files.createDirectories(root);
            Path incoming = Files.createTempFile(root, "incoming-", ".jar");
            try {
                PluginJar jar = JarReader.read(name, bringing.to(incoming), code);
                return jar.sound() ? kept(jar, origin, incoming) : jar.with(origin);
            } finally {
                Files.deleteIfExists(incoming);
            }
        } catch (IOException unreadable) {
            Faults faults = new Faults();
            faults.add(name, "The jar cannot be copied: " + unreadable.getMessage() + ".", "Correct its permissions.");
            return PluginJar.unreadable(name, origin, faults.list());
        }
    }

    /** Two jars that call themselves the same version never share a folder. */
    private PluginJar kept(PluginJar jar, Path origin, Path incoming) throws IOException {
        String digest = HexFormat.of().formatHex(Digest.sha256(Files.readAllBytes(incoming)));
        Path home = root.resolve(jar.id()).resolve(jar.version() + "-" + digest.substring(0, SHORT_DIGEST));
        Files.createDirectories(home);
        Path copy = home.resolve(origin.getFileName());
        // What runs from it already has the same bytes, and an open file is better not replaced.
        if (!Files.exists(copy) || Files.mismatch(copy, incoming) >= 0) {
            Files.move(incoming, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return jar.with(copy).with(digest);
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
