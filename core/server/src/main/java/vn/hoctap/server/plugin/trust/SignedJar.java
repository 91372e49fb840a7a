package vn.hoctap.server.plugin.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who signed all of a jar. What Java itself does not mind is minded here: a file that was added after the signing, and one
 * that was taken away.
 */
final class SignedJar {
    /** The signatures themselves, which nobody signs. */
    private static final Pattern SIGNATURES =
            Pattern.compile("META-INF/(MANIFEST\\.MF|[^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]*)", Pattern.CASE_INSENSITIVE);

    private @Nullable Set<CodeSigner> common;
    private @Nullable String unsigned;

    private SignedJar() {}

    /**
     * @param signers who signed every file; empty: nobody has
     * @param changed the file by which the jar differs from what was signed; null: by none
     */
    record Result(List<CodeSigner> signers, @Nullable String changed) {}

    /** @throws IOException when it cannot be read */
    static Result read(Path file) throws IOException {
        return new SignedJar().result(file);
    }

    private Result result(Path file) throws IOException {
        Set<String> names = new HashSet<>();
        String current = "META-INF/MANIFEST.MF";
        try (JarFile jar = new JarFile(file.toFile(), true, JarFile.OPEN_READ, JarFile.runtimeVersion())) {
            List<JarEntry> entries = jar.stream().toList();
            for (JarEntry entry : entries) {
                current = entry.getName();
                names.add(current);
                if (!entry.isDirectory() && !SIGNATURES.matcher(current).matches()) {
                    readWhole(jar, entry);
                    meet(entry);
                }
            }
            Manifest manifest = jar.getManifest();
            List<CodeSigner> all = common == null ? List.of() : List.copyOf(common);
            return new Result(all, changed(manifest, names, entries));
        } catch (SecurityException mismatch) {
            return new Result(List.of(), current);
        }
    }

    /** Only what was read to its end is verified. */
    private static void readWhole(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private void meet(JarEntry entry) {
        CodeSigner[] signers = entry.getCodeSigners();
        Set<CodeSigner> own = signers == null ? Set.of() : new HashSet<>(Arrays.asList(signers));
        if (own.isEmpty()) {
            unsigned = entry.getName();
        }
        if (common == null) {
            common = new HashSet<>(own);
        } else {
            common.retainAll(own);
        }
    }

    private @Nullable String changed(@Nullable Manifest manifest, Set<String> names, List<JarEntry> entries) {
        boolean signed = entries.stream().anyMatch(entry -> entry.getCodeSigners() != null)
                || names.stream().anyMatch(name -> name.startsWith("META-INF/") && name.endsWith(".SF"));
        if (!signed) {
            return null;
        }
        if (unsigned != null) {
            return unsigned;
        }
        return manifest == null
                ? JarFile.MANIFEST_NAME
                : manifest.getEntries().keySet().stream()
                        .filter(name -> !names.contains(name))
                        .sorted()
                        .findFirst()
                        .orElse(null);
    }
}
