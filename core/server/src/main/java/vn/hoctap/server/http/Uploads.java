package vn.hoctap.server.http;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Await;

/**
 * Receives a form with files ({@code multipart/form-data}), or one without. A file goes to a temporary file as it comes,
 * and only up to its limit; what is beyond is read and thrown away, because a browser hears nothing before it has sent
 * all, and what was typed beside the file would be lost. No body is held in memory.
 */
public final class Uploads {
    /** More than anybody sends by mistake; whoever sends more is cut off. */
    private static final long MAX_BODY = 4L * 1024 * 1024 * 1024;

    private static final int MAX_FILES = 100;

    /**
     * @param fileBytes of one file
     * @param files that are kept in one request
     */
    public record Limits(long fileBytes, int files) {}

    /** What became of a file on its way in. */
    public enum Fate {
        WHOLE,
        TOO_LARGE,
        TOO_MANY
    }

    /**
     * One file.
     *
     * @param field the form's field that it came in
     * @param name as the sender calls it, not to be trusted
     * @param content null unless the file came in whole
     * @param size in bytes, of what was kept
     */
    public record Upload(
            String field, String name, @Nullable Path content, long size, Fate fate) {}

    /** What came. Closing it removes the temporary files that are still there. */
    public record Form(MultiMap fields, List<Upload> uploads) implements AutoCloseable {
        public Optional<Upload> upload(String field) {
            return uploads.stream()
                    .filter(upload -> upload.field().equals(field))
                    .findFirst();
        }

        @Override
        public void close() {
            uploads.forEach(upload -> Incoming.remove(upload.content()));
        }
    }

    private Uploads() {}

    static boolean isForm(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        return type != null && (isMultipart(request) || isPlain(type));
    }

    /**
     * Returns when all has come.
     *
     * @param folder for the temporary files; it must be there
     * @throws Problem 400 when the form is broken, 413 when it is larger than anybody sends, 415 when it is no form
     */
    public static Form receive(RoutingContext context, Path folder, Limits limits) {
        HttpServerRequest request = context.request();
        if (!isForm(request)) {
            throw new Problem(415, "Unsupported media type", "Send a form as multipart/form-data.", List.of());
        }
        return new Receiving(request, Turns.of(context), folder, limits).all();
    }

    static boolean isMultipart(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    private static boolean isPlain(String type) {
        return type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    private static final class Receiving {
        private final HttpServerRequest request;
        /** Where files are written, in the order in which they come: an event loop must not wait for a disk. */
        private final Context turn;

        private final Path folder;
        private final Limits limits;
        private final List<Incoming> incoming = new ArrayList<>();
        private final Promise<Void> end = Promise.promise();
        private long read;

        Receiving(HttpServerRequest request, Context turn, Path folder, Limits limits) {
            this.request = request;
            this.turn = turn;
            this.folder = folder;
            this.limits = limits;
        }

        Form all() {
            try {
                start();
                Await.on(end.future());
                return new Form(
                        request.formAttributes(),
                        incoming.stream()
                                .flatMap(file -> file.upload().stream())
                                .toList());
            } catch (Problem | IllegalStateException refused) {
                incoming.forEach(Incoming::discard);
                throw refused instanceof Problem problem ? problem : broken();
            } catch (Throwable failure) {
                incoming.forEach(Incoming::discard);
                throw failure;
            }
        }

        private void start() {
            request.setExpectMultipart(true);
            request.exceptionHandler(failure -> end.tryFail(broken()));
            request.uploadHandler(upload -> {
                Incoming file = Incoming.of(upload, limits.fileBytes(), this::inTurn, end);
                inTurn(() -> begin(file));
            });
            request.handler(buffer -> {
                read += buffer.length();
                if (read > MAX_BODY && end.tryFail(tooLarge())) {
                    request.response().putHeader("Connection", "close");
                }
                // The next part is not before this one is written.
                request.pause();
                inTurn(request::resume);
            });
            request.endHandler(done -> inTurn(end::tryComplete));
            request.resume();
        }

        private void inTurn(Runnable work) {
            turn.runOnContext(now -> work.run());
        }

        /** After a failure nobody would remove it. */
        private void begin(Incoming file) {
            if (incoming.size() < MAX_FILES && !end.future().isComplete()) {
                long kept = incoming.stream().filter(Incoming::kept).count();
                incoming.add(file);
                file.begin(folder, kept < limits.files());
            }
        }

        private static Problem broken() {
            return Problem.badRequest("The form is broken off or is not multipart/form-data as RFC 7578 says.");
        }

        private static Problem tooLarge() {
            return new Problem(413, "Too large", "The form is larger than 4 GB; send less at once.", List.of());
        }
    }
}
