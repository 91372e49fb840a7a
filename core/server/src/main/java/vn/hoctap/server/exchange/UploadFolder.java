package vn.hoctap.server.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.secrecy.SealedFile;

/**
 * The files that were sent, until they are read, each sealed in a folder with the id of its job:
 * {@code <data>/imports/<job>/upload}.
 */
public final class UploadFolder {
    private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);
    private static final String NAME = "upload";
    private static final String INCOMING = "incoming";
    private static final String CONTEXT = "import";

    private final Path folder;

    /** @param data the folder for everything that is kept */
    public UploadFolder(Path data) {
        this.folder = data.resolve("imports");
    }

    /** For what is on its way in. */
    public Path incoming() {
        return made(folder.resolve(INCOMING));
    }

    private Path of(UUID job) {
        return folder.resolve(job.toString()).resolve(NAME);
    }

    /** The file itself stays where it is. */
    void keep(UUID job, StagingKey key, Path received) {
        made(folder.resolve(job.toString()));
        try (InputStream in = Files.newInputStream(received);
                OutputStream out = Files.newOutputStream(of(job))) {
            SealedFile.seal(key.key(), in, out, CONTEXT);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Also one that was sent before anything was sealed. */
    InputStream open(UUID job, StagingKey key) throws IOException {
        PushbackInputStream in = new PushbackInputStream(Files.newInputStream(of(job)));
        int first = in.read();
        if (first >= 0) {
            in.unread(first);
        }
        return first >= 0 && SealedFile.isSealed((byte) first) ? SealedFile.reading(key.key(), in, CONTEXT) : in;
    }

    boolean has(UUID job) {
        return Files.exists(of(job));
    }

    void remove(UUID job) {
        remove(folder.resolve(job.toString()));
    }

    /** What a kill left on its way in. */
    void removeIncoming(Instant before) {
        for (Path left : listed(incoming())) {
            if (isOlder(left, before)) {
                remove(left);
            }
        }
    }

    /** The jobs that have a file, which was sent before then. */
    List<UUID> jobs(Instant before) {
        return !Files.exists(folder)
                ? List.of()
                : listed(folder).stream()
                        .filter(path -> !path.endsWith(INCOMING) && isOlder(path, before))
                        .map(path -> UUID.fromString(path.getFileName().toString()))
                        .toList();
    }

    private static boolean isOlder(Path path, Instant before) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(before);
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    private static List<Path> listed(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void remove(Path path) {
        try {
            if (Files.isDirectory(path)) {
                listed(path).forEach(UploadFolder::remove);
            }
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            LOG.warn("What was sent for an import could not be removed; it is tried again", failure);
        }
    }

    private static Path made(Path wanted) {
        try {
            return Files.createDirectories(wanted);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
