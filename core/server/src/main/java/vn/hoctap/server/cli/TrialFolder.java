package vn.hoctap.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.hoctap.server.Version;
import vn.hoctap.server.plugin.PluginCheck;
import vn.hoctap.server.plugin.PluginContent;
import vn.hoctap.server.plugin.PluginFolders;
import vn.hoctap.server.plugin.PluginHost;
import vn.hoctap.server.programme.ProgrammeReader;
import vn.hoctap.server.xapi.MappingReader;

/** A folder in which plugins are tried, and of which nothing stays. */
final class TrialFolder {
    private static final List<PluginContent> CONTENTS = List.of(new MappingReader(), new ProgrammeReader());

    private final Path folder;

    private TrialFolder(Path folder) {
        this.folder = folder;
    }

    static <T> T with(Function<TrialFolder, T> work) {
        try {
            Path folder = Files.createTempDirectory("hoctap-plugins-");
            try {
                return work.apply(new TrialFolder(folder));
            } finally {
                delete(folder);
            }
        } catch (IOException failure) {
            throw Refused.environment("No folder for trying plugins can be made: " + failure.getMessage());
        }
    }

    PluginCheck check(PluginFolders folders) {
        return PluginCheck.of(settings(folders), CONTENTS);
    }

    /** The measures of the plugins are there while the work is done. */
    <T> T checkReplacing(PluginFolders folders, Function<PluginCheck, T> work) {
        return PluginCheck.replacing(settings(folders), CONTENTS, work);
    }

    private PluginHost.Settings settings(PluginFolders folders) {
        return new PluginHost.Settings(folders, folder, Version.current());
    }

    /** A folder with these jars alone. */
    Path copies(List<Path> jars) {
        try {
            Path copies = Files.createDirectory(folder.resolve("jars"));
            for (Path jar : jars) {
                Files.copy(jar, copies.resolve(jar.getFileName().toString()));
            }
            return copies;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A folder with this jar alone. */
    Path jar(String name, byte[] content) {
        try {
            Path place = Files.createDirectory(folder.resolve(name.replaceFirst("\\.jar$", "")));
            Files.write(place.resolve(name), content);
            return place;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
