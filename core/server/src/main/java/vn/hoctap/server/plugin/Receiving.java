package vn.hoctap.server.plugin;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Uploads;
import vn.hoctap.server.http.Uploads.Fate;
import vn.hoctap.server.http.Uploads.Form;

/** Receives the jar of a request: as the body itself, or as the first file of a form. */
final class Receiving {
    private static final String ORG_UNIT = "orgUnit";

    private final Path folder;

    /** @param folder for temporary files */
    Receiving(Path folder) {
        this.folder = folder;
    }

    /** @throws Problem 400, 413, 415 */
    Upload of(RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
                ? form(context)
                : new Upload("plugin.jar", body(context.request()), unit(context, null));
    }

    private Upload form(RoutingContext context) {
        try {
            Files.createDirectories(folder);
            try (Form form = Uploads.receive(context, folder, new Uploads.Limits(PluginLimits.JAR_BYTES, 1))) {
                Uploads.Upload file = form.uploads().stream()
                        .filter(one -> one.size() > 0)
                        .findFirst()
                        .orElseThrow(Receiving::missing);
                Path content = file.content();
                if (content == null || file.fate() != Fate.WHOLE) {
                    throw tooLarge();
                }
                return new Upload(
                        file.name(),
                        Files.readAllBytes(content),
                        unit(context, form.fields().get(ORG_UNIT)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The root is said by leaving it out, or in a form by leaving the field empty. */
    private static @Nullable String unit(RoutingContext context, @Nullable String field) {
        return Optional.ofNullable(field)
                .or(() -> Optional.ofNullable(context.queryParams().get(ORG_UNIT)))
                .map(String::strip)
                .filter(unit -> !unit.isEmpty())
                .orElse(null);
    }

    private static byte[] body(HttpServerRequest request) {
        Promise<byte[]> whole = Promise.promise();
        Buffer read = Buffer.buffer();
        request.exceptionHandler(
                failure -> whole.tryFail(Problem.badRequest("The jar broke off on its way; send it again.")));
        request.handler(part -> {
            if (read.length() + part.length() > PluginLimits.JAR_BYTES) {
                request.response().putHeader("Connection", "close");
                whole.tryFail(tooLarge());
            } else {
                read.appendBuffer(part);
            }
        });
        request.endHandler(end -> whole.tryComplete(read.getBytes()));
        request.resume();
        byte[] jar = Await.on(whole.future());
        if (jar.length == 0) {
            throw missing();
        }
        return jar;
    }

    private static Problem missing() {
        return Problem.invalid("/file", "Send a jar: as the body, or in a field \"file\" of a form.");
    }

    private static Problem tooLarge() {
        return new Problem(
                413,
                "Too large",
                "A plugin may have " + PluginLimits.JAR_BYTES / 1024 / 1024 + " MB; leave out what it does not need.",
                List.of());
    }
}
