package vn.hoctap.server.http;

import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerFileUpload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.http.Uploads.Fate;
import vn.hoctap.server.http.Uploads.Upload;

/** A file on its way in: written as it comes, until it is whole or too large. */
final class Incoming {
    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);

    private final String field;
    private final String name;
    private final long limit;
    private final Promise<?> failing;
    private @Nullable Path path;
    private @Nullable FileChannel channel;
    private long size;
    private Fate fate = Fate.WHOLE;

    private Incoming(HttpServerFileUpload upload, long limit, Promise<?> failing) {
        this.field = upload.name();
        this.name = upload.filename() == null ? "" : upload.filename();
        this.limit = limit;
        this.failing = failing;
    }

    /**
     * What comes before it is {@link #begin begun} is lost.
     *
     * @param disk does what it is told in that order, and may wait for a disk
     * @param failing fails when the file cannot be written
     */
    static Incoming of(HttpServerFileUpload upload, long limit, Consumer<Runnable> disk, Promise<?> failing) {
        Incoming incoming = new Incoming(upload, limit, failing);
        upload.handler(buffer -> {
            // Now, for the buffer is used again for what comes next.
            byte[] part = buffer.getBytes();
            disk.accept(() -> incoming.guarded(() -> incoming.write(part)));
        });
        upload.endHandler(done -> disk.accept(() -> incoming.guarded(incoming::close)));
        upload.exceptionHandler(failing::tryFail);
        return incoming;
    }

    /** @param wanted whether it may be kept at all */
    void begin(Path folder, boolean wanted) {
        if (wanted) {
            guarded(() -> open(folder));
        } else {
            fate = Fate.TOO_MANY;
        }
    }

    boolean kept() {
        return path != null && !empty();
    }

    /** A field for files in which none was chosen comes as a file without name and content. */
    private boolean empty() {
        return name.isEmpty() && size == 0;
    }

    Optional<Upload> upload() {
        if (empty()) {
            discard();
            return Optional.empty();
        }
        return Optional.of(new Upload(field, name, path, size, fate));
    }

    void discard() {
        guarded(this::close);
        remove(path);
        path = null;
    }

    static void remove(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            LOG.warn("A temporary file could not be removed; the next start does", failure);
        }
    }

    private void open(Path folder) throws IOException {
        Path made = Files.createTempFile(folder, "upload-", ".part");
        path = made;
        channel = FileChannel.open(made, StandardOpenOption.WRITE);
    }

    private void write(byte[] part) throws IOException {
        size += part.length;
        if (channel == null) {
            return;
        }
        if (size > limit) {
            fate = Fate.TOO_LARGE;
            discard();
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(part);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void guarded(Work work) {
        try {
            work.run();
        } catch (IOException failure) {
            failing.tryFail(new UncheckedIOException("An upload could not be written", failure));
        }
    }
}
