package vn.hoctap.server.http;

import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.hoctap.server.database.Await;

/**
 * A form whose fields hold whole documents, or that has hundreds of fields: more than is read of every form. Its page is
 * mounted by {@link Pages#upload}.
 *
 * @param bytes of the whole form
 * @param fields how many
 */
public record LongForm(int bytes, int fields) {

    /**
     * Returns when all has come.
     *
     * @throws Problem 400 when the form is broken, 413 when it is larger than allowed, 415 when it is none
     */
    public MultiMap receive(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!Uploads.isForm(request) || Uploads.isMultipart(request)) {
            throw new Problem(
                    415, "Unsupported media type", "Send a form as application/x-www-form-urlencoded.", List.of());
        }
        Promise<Buffer> all = Promise.promise();
        Buffer read = Buffer.buffer();
        request.exceptionHandler(failure -> all.tryFail(Problem.badRequest("The form is broken off.")));
        request.handler(part -> {
            if (read.length() + part.length() > bytes) {
                all.tryFail(tooLarge());
            } else {
                read.appendBuffer(part);
            }
        });
        request.endHandler(end -> all.tryComplete(read));
        request.resume();
        return decoded(Await.on(all.future()).toString(StandardCharsets.UTF_8));
    }

    private MultiMap decoded(String body) {
        MultiMap form = MultiMap.caseInsensitiveMultiMap();
        String[] pairs = body.split("&", fields + 1);
        if (pairs.length > fields) {
            throw tooLarge();
        }
        try {
            for (String pair : pairs) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    form.add(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        } catch (IllegalArgumentException broken) {
            throw Problem.badRequest("The form is not application/x-www-form-urlencoded.");
        }
        return form;
    }

    private Problem tooLarge() {
        return new Problem(
                413, "Too large", "The form is larger than " + bytes + " bytes, or has too many fields.", List.of());
    }
}
