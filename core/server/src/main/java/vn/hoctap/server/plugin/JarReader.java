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
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.server.plugin.trust.Publisher;
import vn.hoctap.server.plugin.trust.Signature;

/** Reads one jar without trusting anything about it: nothing is unpacked, and every size is limited. */
final class JarReader {
    private final String name;
    private final Path file;
    private final CodeCheck codeCheck;
    private final Faults faults = new Faults();
    private final List<CriteriaSource> texts = new ArrayList<>();
    private int textBytes;
    private final ProgramDigest program = new ProgramDigest();
    private boolean code;
    private @Nullable Publisher publisher;

    /** Says whether the code of a jar may run; asked only for one that has any, or is signed. */
    interface CodeCheck {
        Signature of(Path jar) throws IOException;
    }

    private JarReader(String name, Path file, CodeCheck codeCheck) {
        this.name = name;
        this.file = file;
        this.codeCheck = codeCheck;
    }

    /**
     * @param name what the operator called the file
     */
    static PluginJar read(String name, Path file, CodeCheck codeCheck) {
        return new JarReader(name, file, codeCheck).read();
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
        PluginJar read = new PluginJar(
                name, file, manifest, code, List.copyOf(texts), faults.list(), code ? program.digest() : "");
        return publisher == null ? read : read.signedBy(publisher);
    }

    private Optional<PluginManifest> readZip() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            List<ZipEntry> entries = new ArrayList<>(
                    zip.stream().limit(PluginLimits.ENTRIES + 1L).toList());
            if (entries.size() > PluginLimits.ENTRIES) {
                faults.add(name, "The jar has more than " + PluginLimits.ENTRIES + " entries.", "Leave some out.");
                return Optional.empty();
            }
            List<String> names = entries.stream().map(ZipEntry::getName).toList();
            code = JarEntries.check(name, names, faults);
            if (!unpacks(zip, entries)) {
                return Optional.empty();
            }
            Optional<PluginManifest> manifest = readManifest(zip);
            checkCode(names);
            entries.sort(Comparator.comparing(ZipEntry::getName));
            for (ZipEntry entry : entries) {
                if (JarEntries.isText(entry.getName())) {
                    readText(zip, entry);
                }
            }
            return manifest;
        }
    }

    /** How much there is really: what the entries say of their sizes may be a lie. */
    private boolean unpacks(ZipFile zip, List<ZipEntry> entries) throws IOException {
        long left = PluginLimits.UNPACKED_BYTES;
        byte[] buffer = new byte[64 * 1024];
        for (ZipEntry entry : entries) {
            try (InputStream in = zip.getInputStream(entry)) {
                program.begin(entry.getName());
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    program.add(buffer, read);
                    left -= read;
                    if (left < 0) {
                        faults.add(
                                name,
                                "The jar unpacks to more than " + PluginLimits.UNPACKED_BYTES / 1024 / 1024 + " MB ('"
                                        + entry.getName() + "').",
                                "Leave out what the plugin does not need.");
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** A jar of data may be signed or not; when it is, it must be as it was signed. */
    private void checkCode(List<String> names) throws IOException {
        if (!faults.none() || (!code && names.stream().noneMatch(JarEntries::isSignature))) {
            return;
        }
        switch (codeCheck.of(file)) {
            case Signature.Shipped shipped -> {}
            case Signature.Trusted trusted -> publisher = trusted.publisher();
            case Signature.Changed changed -> faults.add(name, changed.message(), changed.remedy());
            case Signature.Refused refused -> {
                if (code) {
                    faults.add(name, refused.message(), refused.remedy());
                }
            }
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
            if (manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH) != null) {
                faults.add(
                        Faults.MANIFEST,
                        "Class-Path names other files, which nobody has checked.",
                        "Take it out, and pack what the plugin needs into its jar.");
            }
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
