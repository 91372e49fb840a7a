package vn.hoctap.server.evidence;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.secrecy.DataKey;
import vn.hoctap.server.secrecy.SealedFile;

/**
 * The files of evidence, each under a keyed hash of its content: {@code ab/cd/abcd…}. A file comes to its place whole: it
 * is written under another name, forced to the disk, then renamed. What a crash left half written is removed at the next
 * start. Blocks; safe for use from any thread.
 */
final class EvidenceFolder {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceFolder.class);
    private static final String CONTEXT = "evidence";
    private static final String INCOMING = "incoming";

    private final Path folder;

    /** Touches nothing: a command that only looks must not disturb a running server's uploads. */
    EvidenceFolder(Path folder) {
        this.folder = folder;
    }

    /** Before the first upload: makes the folder where there is none, and removes what was left half written until then. */
    void prepare(Instant until) {
        try {
            Files.createDirectories(incoming());
            try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(incoming())) {
                for (Path leftover : leftovers) {
                    if (!Files.getLastModifiedTime(leftover).toInstant().isAfter(until)) {
                        Files.deleteIfExists(leftover);
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The folder " + folder + " cannot be used", failure);
        }
    }

    /** For files on their way in; on the same disk, so that they are moved by renaming. */
    Path incoming() {
        return folder.resolve(INCOMING);
    }

    Path place(String sha256) {
        return part(sha256).resolve(sha256);
    }

    private Path shelf(String sha256) {
        return folder.resolve(sha256.substring(0, 2));
    }

    private Path part(String sha256) {
        return shelf(sha256).resolve(sha256.substring(2, 4));
    }

    /** The file as it will be kept: a photo in JPEG without what the camera wrote into it, others as they are. */
    Path cleaned(Path file, MediaType type) throws IOException {
        if (type != MediaType.JPEG) {
            return file;
        }
        Path clean = Files.createTempFile(incoming(), "clean-", ".part");
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(clean))) {
            JpegFilter.copy(in, out);
        } catch (IOException failure) {
            Files.deleteIfExists(clean);
            throw failure;
        }
        return clean;
    }

    /** The same content as only this person's key opens it, in a file of its own. */
    Path sealed(Path file, DataKey key) throws IOException {
        Path sealed = Files.createTempFile(incoming(), "sealed-", ".part");
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(sealed))) {
            SealedFile.seal(key, in, out, CONTEXT);
        } catch (IOException failure) {
            Files.deleteIfExists(sealed);
            throw failure;
        }
        return sealed;
    }

    void open(String name, DataKey key, OutputStream out) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(place(name)))) {
            SealedFile.open(key, in, out, CONTEXT);
        }
    }

    static String sha256(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    /** The name of the file that keeps this content of this person: nobody else's has the same one. */
    static String name(Path file, DataKey key) throws IOException {
        return HexFormat.of().formatHex(key.fingerprint(HexFormat.of().parseHex(sha256(file))));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Moves it to its place; one that is there already is the same. On the disk when this returns. */
    void keep(Path file, String sha256) throws IOException {
        Path place = place(sha256);
        if (Files.exists(place)) {
            return;
        }
        force(file);
        Files.createDirectories(part(sha256));
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        force(part(sha256));
        force(shelf(sha256));
        force(folder);
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel =
                FileChannel.open(path, Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    void remove(String sha256) {
        try {
            Files.deleteIfExists(place(sha256));
        } catch (IOException failure) {
            LOG.warn("The evidence {} could not be removed; it is tried again later", sha256, failure);
        }
    }

    /** The parts of the folder, which is too large to be looked at as one. */
    List<Path> shelves() throws IOException {
        return list(folder).stream().filter(path -> !path.endsWith(INCOMING)).toList();
    }

    /** The contents on a shelf. */
    List<String> names(Path shelf) throws IOException {
        List<String> names = new ArrayList<>();
        for (Path part : list(shelf)) {
            list(part).forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }

    private static List<Path> list(Path parent) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.toList();
        }
    }

    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            LOG.warn("A temporary file could not be removed; the next start does", failure);
        }
    }
}
