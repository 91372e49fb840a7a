package vn.hoctap.server.plugin.making;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.expression.Suggestions;

/**
 * The folder of a plugin as its author has it. What goes into the jar lies at its top, or below {@code
 * src/main/resources} where the plugin has Java; its classes are those that Maven has compiled.
 */
public final class PluginFolder {
    private static final Set<String> CONTENT = Set.of("criteria", "examples", "i18n", "mappings", "programmes");
    private static final Set<String> ENDINGS = Set.of("yaml", "yml", "properties");

    /** What people have beside it; every other folder may be a misspelt one. */
    private static final Set<String> BESIDE = Set.of("schema", "src", "target", "lib", "docs");

    private static final int MOST_FILES = 5_000;

    private final Path folder;
    private final Optional<PluginDescription> description;
    private final List<CriteriaError> faults;

    private PluginFolder(Path folder, Optional<PluginDescription> description, List<CriteriaError> faults) {
        this.folder = folder;
        this.description = description;
        this.faults = List.copyOf(faults);
    }

    /** Whether it is meant as one. */
    public static boolean is(Path folder) {
        return Files.isRegularFile(folder.resolve(PluginDescription.FILE));
    }

    /** @throws UncheckedIOException when a file cannot be read */
    public static PluginFolder read(Path folder) {
        List<CriteriaError> faults = new ArrayList<>();
        Path file = folder.resolve(PluginDescription.FILE);
        Optional<PluginDescription> description =
                source(file, file.toString(), faults).flatMap(text -> PluginDescription.read(text, faults));
        PluginFolder read = new PluginFolder(folder, description, faults);
        read.unbuilt().ifPresent(faults::add);
        return new PluginFolder(folder, description, faults);
    }

    public Path path() {
        return folder;
    }

    /** Empty when {@code plugin.yaml} has a fault. */
    public Optional<PluginDescription> description() {
        return description;
    }

    /** What is wrong with the folder itself; its content is for others to judge. */
    public List<CriteriaError> faults() {
        return faults;
    }

    public boolean hasJava() {
        return Files.isDirectory(folder.resolve("src/main/java"));
    }

    private Path resources() {
        Path maven = folder.resolve("src/main/resources");
        return Files.isDirectory(maven) ? maven : folder;
    }

    /** Where a file of the jar is in the folder. */
    public Path place(String entry) {
        return resources().resolve(entry);
    }

    /**
     * The YAML files of one of its folders, named as their author sees them.
     *
     * @param faults gets one more for each that is no text in UTF-8
     */
    public List<CriteriaSource> texts(String name, List<CriteriaError> faults) {
        List<CriteriaSource> texts = new ArrayList<>();
        for (Path file : files(resources().resolve(name))) {
            if (file.toString().matches(".*\\.ya?ml")) {
                source(file, file.toString(), faults).ifPresent(texts::add);
            }
        }
        return texts;
    }

    /** What is odd about the folder and keeps nobody from using it. */
    public List<CriteriaError> warnings() {
        List<CriteriaError> warnings = new ArrayList<>();
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path one : inside.filter(Files::isDirectory).sorted().toList()) {
                String name = one.getFileName().toString();
                if (!CONTENT.contains(name) && !BESIDE.contains(name) && !name.startsWith(".")) {
                    Suggestions.nearest(name, CONTENT)
                            .ifPresent(near -> warnings.add(new CriteriaError(
                                    one.toString(),
                                    1,
                                    "",
                                    "Nothing in the folder “" + name + "” becomes part of the plugin.",
                                    "Did you mean “" + near + "”?")));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        if (files(resources().resolve("examples")).isEmpty()) {
            warnings.add(new CriteriaError(
                    folder.toString(),
                    1,
                    "",
                    "The plugin has no examples.",
                    "Write some into the folder “examples”, and run them with “hoctap plugin test”."));
        }
        return warnings;
    }

    /** The files of the jar by their names in it. */
    SortedMap<String, Path> content() {
        SortedMap<String, Path> content = new TreeMap<>();
        if (hasJava()) {
            Path classes = folder.resolve("target/classes");
            files(classes).forEach(file -> content.put(entry(classes, file), file));
            content.remove("META-INF/MANIFEST.MF");
        }
        for (String name : new TreeSet<>(CONTENT)) {
            files(place(name)).stream()
                    .filter(file -> ENDINGS.contains(ending(file)))
                    .forEach(file -> content.put(entry(resources(), file), file));
        }
        return content;
    }

    private static String entry(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Classes that are older than their sources would be packed by mistake. */
    private Optional<CriteriaError> unbuilt() {
        if (!hasJava()) {
            return Optional.empty();
        }
        Optional<FileTime> source = newest(folder.resolve("src/main/java"));
        Optional<FileTime> built = newest(folder.resolve("target/classes"));
        return source.isEmpty()
                        || built.filter(time -> time.compareTo(source.get()) >= 0)
                                .isPresent()
                ? Optional.empty()
                : Optional.of(new CriteriaError(
                        folder.resolve("target/classes").toString(),
                        1,
                        "",
                        "The Java of the plugin is not compiled, or has changed since.",
                        "Say “mvn verify” in " + folder + " first, which also runs its tests."));
    }

    private static Optional<FileTime> newest(Path root) {
        return files(root).stream()
                .filter(file -> file.toString().matches(".*\\.(java|class)"))
                .map(PluginFolder::changed)
                .max(Comparator.naturalOrder());
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root, 20)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .limit(MOST_FILES)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<CriteriaSource> source(Path file, String name, List<CriteriaError> faults) {
        try {
            String text = Files.readString(file);
            return Optional.of(new CriteriaSource(name, text.startsWith("\uFEFF") ? text.substring(1) : text));
        } catch (MalformedInputException other) {
            faults.add(new CriteriaError(name, 1, "", "The file is not in UTF-8.", "Save it in UTF-8."));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
