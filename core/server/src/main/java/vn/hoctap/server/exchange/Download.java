package vn.hoctap.server.exchange;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import vn.hoctap.server.http.ResponseStream;

/** Answers with a file that is written as it is sent. */
public final class Download {
    private Download() {}

    /** What is sent. */
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    public static void send(RoutingContext context, Format format, String name, Content content) {
        context.response()
                .putHeader("Content-Type", format.mediaType())
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Disposition", "attachment; filename=\"" + name + "." + format.slug() + "\"");
        ResponseStream out = new ResponseStream(context.response());
        try {
            content.write(out);
            out.end();
        } catch (IOException failure) {
            out.abandon();
            throw new UncheckedIOException(failure);
        } catch (RuntimeException failure) {
            out.abandon();
            throw failure;
        }
    }
}
