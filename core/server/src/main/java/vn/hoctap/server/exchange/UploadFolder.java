package vn.hoctap.server.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The files that were sent, each in a folder with the id of its job: {@code <data>/imports/<job>/upload}. */
public final class UploadFolder {
    private static final String NAME = "upload";

    private final Path folder;

    /** @param data the folder for everything that is kept */
    public UploadFolder(Path data) {
        this.folder = data.resolve("imports");
    }

    /** For what is on its way in; on the same disk, so that it can be moved. */
    public Path incoming() {
        return made(folder.resolve("incoming"));
    }

    Path of(UUID job) {
        return folder.resolve(job.toString()).resolve(NAME);
    }

    void keep(UUID job, Path received) {
        try {
            made(folder.resolve(job.toString()));
            Files.move(received, of(job), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void copy(Path from, UUID job) {
        try {
            made(folder.resolve(job.toString()));
            Files.copy(from, of(job), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The same file for another job, without a second copy of it where the disk can do that. */
    void share(UUID job, UUID other) {
        made(folder.resolve(other.toString()));
        try {
            Files.createLink(of(other), of(job));
        } catch (FileSystemException | UnsupportedOperationException noLinks) {
            copy(of(job), other);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean has(UUID job) {
        return Files.exists(of(job));
    }

    void remove(UUID job) {
        Path own = folder.resolve(job.toString());
        try {
            if (Files.exists(own)) {
                List<Path> files;
                try (Stream<Path> listed = Files.list(own)) {
                    files = listed.toList();
                }
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(own);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
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
