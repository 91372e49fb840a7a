package vn.hoctap.server.plugin.making;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import vn.hoctap.engine.criteria.CriteriaSource;

/** Packs plugins into jars. The same content gives the same bytes, whoever packs it and when. */
public final class PackedPlugin {
    /** The earliest that a zip can say; a real time would make every jar another one. */
    private static final LocalDateTime NEVER = LocalDateTime.of(1980, 1, 1, 0, 0);

    private PackedPlugin() {}

    /**
     * The jar of a folder.
     *
     * @throws IllegalStateException when the folder has a fault; ask it first
     */
    public static byte[] of(PluginFolder folder) {
        PluginDescription description =
                folder.description().orElseThrow(() -> new IllegalStateException(folder.path() + " has faults"));
        SortedMap<String, byte[]> content = new TreeMap<>();
        folder.content().forEach((name, file) -> content.put(name, bytes(file)));
        return of(description, content);
    }

    /** @param files texts by their names in the jar, for instance {@code criteria/doc-sach.yaml} */
    public static byte[] ofTexts(PluginDescription description, Map<String, String> files) {
        SortedMap<String, byte[]> content = new TreeMap<>();
        files.forEach((name, text) -> content.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return of(description, content);
    }

    private static byte[] of(PluginDescription description, SortedMap<String, byte[]> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            put(zip, JarFile.MANIFEST_NAME, out -> description.manifest().write(out));
            for (Map.Entry<String, byte[]> file : content.entrySet()) {
                put(zip, file.getKey(), out -> out.write(file.getValue()));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * The YAML files of one folder of a jar that was found sound.
     *
     * @param folder for instance {@code criteria}
     */
    public static List<CriteriaSource> texts(Path jar, String folder) {
        try (ZipFile zip = new ZipFile(jar.toFile(), StandardCharsets.UTF_8)) {
            List<CriteriaSource> texts = new ArrayList<>();
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().startsWith(folder + "/") && entry.getName().matches(".*\\.ya?ml")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        texts.add(new CriteriaSource(
                                entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                    }
                }
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static void put(ZipOutputStream zip, String name, Writing writing) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NEVER);
        zip.putNextEntry(entry);
        writing.to(zip);
        zip.closeEntry();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
