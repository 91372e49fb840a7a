package vn.hoctap.server.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import vn.hoctap.server.plugin.trust.Trust;

/**
 * Where plugins come from.
 *
 * @param shipped the distribution's own folders
 * @param further folders that the operator named
 * @param trust whose code may run
 */
public record PluginFolders(List<Path> shipped, List<Path> further, Trust trust) {

    /** @param shipped it lies in a folder of the distribution's own */
    record Found(Path file, boolean shipped) {}

    /** Whatever is shipped is trusted, and nothing else. */
    public PluginFolders(List<Path> shipped, List<Path> further) {
        this(shipped, further, Trust.unpacked());
    }

    public PluginFolders {
        shipped = List.copyOf(shipped);
        further = List.copyOf(further);
    }

    /** The same folders, whose code is trusted otherwise. */
    public PluginFolders trusting(Trust others) {
        return new PluginFolders(shipped, further, others);
    }

    /**
     * All jars: the shipped ones first, each folder by name.
     *
     * @throws UnusablePluginFolder naming the folder that is missing or cannot be read
     */
    List<Found> jars() {
        List<Found> found = new ArrayList<>();
        Set<Path> seen = new LinkedHashSet<>();
        shipped.forEach(folder -> list(folder, seen).forEach(jar -> found.add(new Found(jar, true))));
        further.forEach(folder -> list(folder, seen).forEach(jar -> found.add(new Found(jar, false))));
        if (found.size() > PluginLimits.JARS) {
            throw new UnusablePluginFolder(
                    "There are more than " + PluginLimits.JARS + " jars in the plugin folders. Take some out.");
        }
        return found;
    }

    private static List<Path> list(Path folder, Set<Path> seen) {
        if (!Files.isDirectory(folder)) {
            throw new UnusablePluginFolder("The plugin folder " + folder + " does not exist. Create it, or correct"
                    + " --plugins or plugins.folder.");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .filter(Files::isRegularFile)
                    .filter(file -> seen.add(real(file)))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw new UnusablePluginFolder("The plugin folder " + folder + " cannot be read: " + unreadable.getMessage()
                    + ". Correct its permissions.");
        }
    }

    /** The same folder, named twice, brings its jars once. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
