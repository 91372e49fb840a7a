package vn.hoctap.server.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSource;

/**
 * A jar of a plugin folder, as it was read: who it is, its texts, and what is wrong with it as a jar.
 *
 * @param name the file's name
 * @param file the host's own copy of it
 * @param manifest empty when the jar cannot be read or has no usable one
 * @param code it brings classes
 * @param texts all files of the folders that the host knows
 */
record PluginJar(
        String name,
        Path file,
        Optional<PluginManifest> manifest,
        boolean code,
        List<CriteriaSource> texts,
        List<CriteriaError> faults) {

    String id() {
        return manifest.map(PluginManifest::id).filter(id -> !id.isEmpty()).orElse(name);
    }

    String version() {
        return manifest.map(PluginManifest::version).orElse("");
    }

    /** The organisational unit for which its sets hold; null is the whole tree. */
    @Nullable
    String scope() {
        return manifest.map(PluginManifest::orgUnit).orElse(null);
    }

    boolean sound() {
        return faults.isEmpty();
    }

    /** The files of one of its folders, for instance {@code criteria}. */
    List<CriteriaSource> texts(String folder) {
        return texts.stream()
                .filter(text -> text.file().startsWith(folder + "/"))
                .toList();
    }

    PluginJar with(Path copy) {
        return new PluginJar(name, copy, manifest, code, texts, faults);
    }
}
