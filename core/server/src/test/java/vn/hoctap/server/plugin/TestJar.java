package vn.hoctap.server.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds the jar of a plugin: {@code TestJar.plugin("a", "1.0.0").with("criteria/a.yaml", text).in(folder)}. */
public final class TestJar {
    private static final LocalDateTime BUILT = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final Map<String, String> manifest = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private TestJar() {}

    public static TestJar plugin(String id, String version) {
        return new TestJar().manifest("Plugin-Id", id).manifest("Plugin-Version", version);
    }

    static TestJar nameless() {
        return new TestJar();
    }

    public TestJar manifest(String name, String value) {
        manifest.put(name, value);
        return this;
    }

    public TestJar with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    TestJar with(String path, byte[] content) {
        entries.put(path, content);
        return this;
    }

    /** A class that is an extension; it may use nothing but the API and what it goes on from beside it. */
    public TestJar code(Class<?> extension) {
        Class<?> above = extension.getSuperclass();
        if (above.getPackage().equals(extension.getPackage())) {
            also(above);
        }
        return also(extension).with("META-INF/extensions.idx", extension.getName() + "\n");
    }

    /** A class that an extension needs. */
    TestJar also(Class<?> needed) {
        String path = needed.getName().replace('.', '/') + ".class";
        try (InputStream in = Objects.requireNonNull(needed.getResourceAsStream("/" + path))) {
            return with(path, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code <id>.jar}. */
    public Path in(Path folder) {
        return in(folder, manifest.getOrDefault("Plugin-Id", "nameless") + ".jar");
    }

    Path in(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            return Files.write(folder.resolve(name), bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it would be sent. */
    public byte[] content() {
        try {
            return bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            StringBuilder lines = new StringBuilder("Manifest-Version: 1.0\n");
            manifest.forEach((name, value) ->
                    lines.append(name).append(": ").append(value).append('\n'));
            put(zip, "META-INF/MANIFEST.MF", lines.toString().getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                put(zip, entry.getKey(), entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // The same jar has the same bytes whenever it is built.
        entry.setTimeLocal(BUILT);
        zip.putNextEntry(entry);
        OutputStream out = zip;
        out.write(content);
        zip.closeEntry();
    }
}
