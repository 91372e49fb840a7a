package vn.hoctap.server.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.server.plugin.trust.Publisher;

/**
 * A jar of a plugin folder, as it was read: who it is, its texts, and what is wrong with it as a jar.
 *
 * @param name the file's name
 * @param file the host's own copy of it
 * @param manifest empty when the jar cannot be read or has no usable one
 * @param code it brings classes
 * @param texts all files of the folders that the host knows
 * @param digest of the whole file, SHA-256 in hex; empty until it is copied
 * @param scope the organisational unit for which its sets hold; null is the whole tree
 * @param publisher the trusted one who signed it; null: nobody, or the distribution packed it
 * @param program tells its code, with what else its code may read, from any other; empty: it brings none
 */
record PluginJar(
        String name,
        Path file,
        Optional<PluginManifest> manifest,
        boolean code,
        List<CriteriaSource> texts,
        List<CriteriaError> faults,
        String digest,
        @Nullable String scope,
        @Nullable Publisher publisher,
        String program) {

    /** As it was read: for whom the manifest says. */
    PluginJar(
            String name,
            Path file,
            Optional<PluginManifest> manifest,
            boolean code,
            List<CriteriaSource> texts,
            List<CriteriaError> faults,
            String program) {
        this(
                name,
                file,
                manifest,
                code,
                texts,
                faults,
                "",
                manifest.map(PluginManifest::orgUnit).orElse(null),
                null,
                program);
    }

    /** One that cannot be read. */
    static PluginJar unreadable(String name, Path file, List<CriteriaError> faults) {
        return new PluginJar(name, file, Optional.empty(), false, List.of(), faults, "");
    }

    String id() {
        return manifest.map(PluginManifest::id).filter(id -> !id.isEmpty()).orElse(name);
    }

    String version() {
        return manifest.map(PluginManifest::version).orElse("");
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
        return new PluginJar(name, copy, manifest, code, texts, faults, digest, scope, publisher, program);
    }

    PluginJar with(String sum) {
        return new PluginJar(name, file, manifest, code, texts, faults, sum, scope, publisher, program);
    }

    PluginJar signedBy(Publisher signer) {
        return new PluginJar(name, file, manifest, code, texts, faults, digest, scope, signer, program);
    }

    /** The same, installed for a part of the tree. */
    PluginJar within(@Nullable String unit) {
        return new PluginJar(name, file, manifest, code, texts, faults, digest, unit, publisher, program);
    }

    /** The same, with something that only the host can find. */
    PluginJar but(List<CriteriaError> more) {
        return new PluginJar(
                name,
                file,
                manifest,
                code,
                texts,
                Stream.concat(faults.stream(), more.stream()).toList(),
                digest,
                scope,
                publisher,
                program);
    }
}
