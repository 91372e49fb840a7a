package vn.hoctap.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.criteria.ReadResult;
import vn.hoctap.engine.example.ExampleReader;
import vn.hoctap.server.plugin.PluginCheck;
import vn.hoctap.server.plugin.PluginFolders;
import vn.hoctap.server.plugin.PluginInfo;
import vn.hoctap.server.plugin.making.PackedPlugin;
import vn.hoctap.server.plugin.making.PluginFolder;
import vn.hoctap.server.plugin.trust.Publishers;
import vn.hoctap.server.plugin.trust.Trust;

/**
 * Tries what authors have written, beside the shipped plugins and those of a further folder: folders of plugins, jars,
 * and loose criteria files. A folder's own Java is run, as its author's tests do; a jar's only as a server would.
 */
final class PluginTrial {
    private final @Nullable Path further;
    private final Publishers publishers;
    private final List<PluginFolder> folders = new ArrayList<>();
    private final List<Path> jars = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();

    /** @param further a folder of jars that are there as well */
    PluginTrial(@Nullable Path further) {
        this(further, Publishers.nobody());
    }

    /** @param publishers whose code may run, besides that of the distribution and of folders */
    PluginTrial(@Nullable Path further, Publishers publishers) {
        this.further = further;
        this.publishers = publishers;
    }

    /** @throws Refused when it is nothing that can be tried */
    PluginTrial with(Path given) {
        if (Files.isDirectory(given)) {
            if (!PluginFolder.is(given)) {
                throw Refused.usage(
                        "The folder " + given + " has no plugin.yaml; name the folder of a plugin, or make one"
                                + " with \"hoctap plugin new\".");
            }
            folders.add(PluginFolder.read(given));
        } else if (!Files.isReadable(given)) {
            throw Refused.usage("The file " + given + " cannot be read; correct its name.");
        } else {
            (given.getFileName().toString().endsWith(".jar") ? jars : files).add(given);
        }
        return this;
    }

    List<PluginFolder> folders() {
        return folders;
    }

    <T> T run(Function<Tried, T> work) {
        return TrialFolder.with(trial -> {
            Map<String, PluginFolder> packed = new HashMap<>();
            List<Path> own = new ArrayList<>(SettingsReader.shipped());
            List<Path> others = new ArrayList<>(further == null ? List.of() : List.of(further));
            others.add(trial.copies(jars));
            for (PluginFolder folder : folders) {
                folder.description().filter(known -> folder.faults().isEmpty()).ifPresent(description -> {
                    String name = "folder-" + packed.size() + "-" + description.jarName();
                    Path place = trial.jar(name, PackedPlugin.of(folder));
                    packed.put(name, folder);
                    (folder.hasJava() ? own : others).add(place);
                });
            }
            return trial.checkReplacing(folders(own, others), check -> work.apply(new Tried(check, packed)));
        });
    }

    private PluginFolders folders(List<Path> own, List<Path> others) {
        return new PluginFolders(own, others).trusting(Trust.unpacked().with(publishers));
    }

    /** What became of it. */
    final class Tried {
        private final PluginCheck check;
        private final Map<String, PluginFolder> packed;

        private Tried(PluginCheck check, Map<String, PluginFolder> packed) {
            this.check = check;
            this.packed = packed;
        }

        PluginCheck check() {
            return check;
        }

        Findings findings() {
            Findings findings = new Findings();
            folders.forEach(folder -> folder(folder, findings));
            for (Path jar : jars) {
                jar(jar, findings);
            }
            add(check.read(files.stream().map(PluginTrial::source).toList()), findings);
            return findings;
        }

        private void folder(PluginFolder folder, Findings findings) {
            List<CriteriaError> unreadable = new ArrayList<>();
            List<CriteriaSource> criteria = folder.texts("criteria", unreadable);
            List<CriteriaSource> examples = folder.texts("examples", unreadable);
            findings.errors().addAll(folder.faults());
            findings.errors().addAll(unreadable);
            if (folder.hasJava() && !folder.faults().isEmpty()) {
                return; // Without its measures, its sets would be blamed for what they do right.
            }
            ReadResult read = check.read(criteria);
            add(read, findings);
            findings.warnings().addAll(folder.warnings());
            packed.forEach((name, one) -> {
                if (one == folder) {
                    info(name).ifPresent(info -> seenFrom(folder, info, read, findings));
                }
            });
            if (read.errors().isEmpty()) {
                findings.errors()
                        .addAll(new ExampleReader(read.sets()).read(examples).errors());
            }
        }

        /** The faults of the packed folder that its criteria files do not have by themselves. */
        private void seenFrom(PluginFolder folder, PluginInfo info, ReadResult read, Findings findings) {
            for (CriteriaError error : info.errors()) {
                Path place = folder.place(error.file());
                Path file = Files.exists(place)
                        ? place
                        : error.file().startsWith("META-INF") ? folder.path().resolve("plugin.yaml") : folder.path();
                CriteriaError seen =
                        new CriteriaError(file.toString(), error.line(), error.path(), error.message(), error.remedy());
                if (!read.errors().contains(seen)) {
                    findings.errors().add(seen);
                }
            }
        }

        private void jar(Path jar, Findings findings) {
            List<CriteriaError> errors =
                    info(jar.getFileName().toString()).map(PluginInfo::errors).orElse(List.of());
            findings.errors().addAll(errors);
            if (errors.isEmpty()) {
                findings.warnings()
                        .addAll(check.read(PackedPlugin.texts(jar, "criteria")).warnings());
            }
        }

        private Optional<PluginInfo> info(String file) {
            return check.plugins().stream()
                    .filter(info -> info.file().equals(file))
                    .findFirst();
        }

        private static void add(ReadResult read, Findings findings) {
            findings.errors().addAll(read.errors());
            findings.warnings().addAll(read.warnings());
        }
    }

    private static CriteriaSource source(Path file) {
        try {
            return new CriteriaSource(file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
