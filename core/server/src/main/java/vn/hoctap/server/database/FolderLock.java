package vn.hoctap.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One process at a time uses a data folder. The system itself releases the lock of a process that was killed. */
final class FolderLock implements AutoCloseable {
    private static final int ATTEMPTS = 15;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(Path folder) {
        FileChannel channel;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException failure) {
            throw new DatabaseUnavailable("The data folder %s cannot be written to.".formatted(folder), failure);
        }
        if (!lock(channel)) {
            close(channel);
            throw new DatabaseUnavailable(
                    "Another Hoctap is running on the data folder %s; stop it or choose another folder."
                            .formatted(folder));
        }
        return new FolderLock(channel);
    }

    /** Tries for a moment: the system may still be busy burying a process that was just killed. */
    private static boolean lock(FileChannel channel) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (tryLock(channel) != null) {
                return true;
            }
            FormerPostgres.pause();
        }
        return false;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
