package vn.hoctap.server.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import vn.hoctap.engine.criteria.CriteriaSource;

/** Reads one jar without trusting anything about it: nothing is unpacked, and every size is limited. */
final class JarReader {
    private final String name;
    private final Path file;
    private final boolean trusted;
    private final Faults faults = new Faults();
    private final List<CriteriaSource> texts = new ArrayList<>();
    private int textBytes;
    private boolean code;

    private JarReader(String name, Path file, boolean trusted) {
        this.name = name;
        this.file = file;
        this.trusted = trusted;
    }

    /**
     * @param name what the operator called the file
     * @param trusted it comes from the distribution and may bring code
     */
    static PluginJar read(String name, Path file, boolean trusted) {
        return new JarReader(name, file, trusted).read();
    }

    private PluginJar read() {
        Optional<PluginManifest> manifest = Optional.empty();
        try {
            if (Files.size(file) > PluginLimits.JAR_BYTES) {
                faults.add(
                        name,
                        "The jar is larger than " + PluginLimits.JAR_BYTES / 1024 / 1024 + " MB.",
                        "Leave out what is no criteria set, mapping, programme or text.");
            } else {
                manifest = readZip();
            }
        } catch (IOException | IllegalArgumentException | SecurityException unreadable) {
            faults.add(
                    name,
                    "The file is no readable jar (" + unreadable.getMessage() + ").",
                    "Build the jar again and copy it whole.");
        }
        return new PluginJar(name, file, manifest, code, List.copyOf(texts), faults.list());
    }

    private Optional<PluginManifest> readZip() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            List<ZipEntry> entries = new ArrayList<>(
                    zip.stream().limit(PluginLimits.ENTRIES + 1L).toList());
            if (entries.size() > PluginLimits.ENTRIES) {
                faults.add(name, "The jar has more than " + PluginLimits.ENTRIES + " entries.", "Leave some out.");
                return Optional.empty();
            }
            code = JarEntries.check(
                    name, entries.stream().map(ZipEntry::getName).toList(), faults);
            Optional<PluginManifest> manifest = readManifest(zip);
            if (code && !trusted) {
                faults.add(
                        name,
                        "The jar brings code, and code plugins must be signed.",
                        "Say it with data alone, or have it shipped with the distribution.");
            }
            entries.sort(Comparator.comparing(ZipEntry::getName));
            for (ZipEntry entry : entries) {
                if (JarEntries.isText(entry.getName())) {
                    readText(zip, entry);
                }
            }
            return manifest;
        }
    }

    private Optional<PluginManifest> readManifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Faults.MANIFEST);
        if (entry == null) {
            faults.add(Faults.MANIFEST, "The jar has no manifest.", "Give it one with Plugin-Id and Plugin-Version.");
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(PluginLimits.TEXT_BYTES);
            Manifest manifest = new Manifest(new ByteArrayInputStream(bytes));
            code |= PluginManifest.wantsCode(manifest);
            return Optional.of(PluginManifest.of(manifest, faults));
        } catch (IOException malformed) {
            faults.add(
                    Faults.MANIFEST,
                    "The manifest cannot be read (" + malformed.getMessage() + ").",
                    "Write 'Name: value' lines.");
            return Optional.empty();
        }
    }

    private void readText(ZipFile zip, ZipEntry entry) throws IOException {
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes(PluginLimits.TEXT_BYTES + 1);
        }
        textBytes += bytes.length;
        if (bytes.length > PluginLimits.TEXT_BYTES || textBytes > PluginLimits.ALL_TEXT_BYTES) {
            faults.add(
                    entry.getName(),
                    "The file, or all texts of the plugin together, are too large.",
                    "A file holds up to 1 MB, a plugin up to 16 MB of texts.");
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            texts.add(new CriteriaSource(entry.getName(), text.startsWith("\uFEFF") ? text.substring(1) : text));
        } catch (CharacterCodingException other) {
            faults.add(entry.getName(), "The file is not in UTF-8.", "Save it in UTF-8.");
        }
    }
}
