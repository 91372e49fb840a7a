package vn.hoctap.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Problem.PointerError;

/**
 * One operation of the description.
 *
 * @param path as in the description: {@code /api/v1/titles/{serial}}
 * @param bodies what a body must be, by its media type; empty: it takes none
 */
record Operation(String id, HttpMethod method, String path, List<Parameter> parameters, Map<String, Shape> bodies) {
    private static final String FILES = "multipart/form-data";
    private static final String JSON = "application/json";

    record Parameter(String name, boolean inPath, boolean required, boolean number, Shape shape) {}

    /** A statement is what xAPI says it is; this description does not judge it. */
    boolean judgesItself() {
        return path.startsWith("/xapi/");
    }

    /** Its handler receives the body itself, by {@link Uploads}. */
    boolean takesFiles() {
        return bodies.containsKey(FILES);
    }

    /** The path as the router writes it. */
    String route() {
        return path.replaceAll("\\{(\\w+)}", ":$1");
    }

    /**
     * Throws a problem unless the request is as described; keeps the parsed body for {@link Json#body}.
     *
     * @return whether the handler has answered already, because it reads most bodies itself
     */
    boolean checked(RoutingContext context, Handler<RoutingContext> handler) {
        checkParameters(context);
        if (bodies.isEmpty()) {
            return false;
        }
        Shape shape = shape(context);
        if (takesFiles()) {
            return false;
        }
        byte[] body = body(context);
        if (handler instanceof Swift swift && swift.answers(context, body)) {
            return true;
        }
        JsonNode tree = StrictJson.parse(body);
        refuse(shape.faults(tree, ""));
        context.put(Json.BODY, tree);
        return false;
    }

    /**
     * Whether it is answered, because nothing about it is in doubt; otherwise nothing was done.
     *
     * @throws Problem as {@link #checked} does
     */
    boolean answered(RoutingContext context, Swift swift) {
        checkParameters(context);
        return JSON.equals(context.request().getHeader("Content-Type")) && swift.answers(context, body(context));
    }

    private static byte[] body(RoutingContext context) {
        Buffer buffer = context.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    private void checkParameters(RoutingContext context) {
        List<PointerError> errors = new ArrayList<>();
        for (Parameter parameter : parameters) {
            String value = parameter.inPath()
                    ? context.pathParam(parameter.name())
                    : context.queryParams().get(parameter.name());
            String pointer = (parameter.inPath() ? "/path/" : "/query/") + parameter.name();
            if (value == null && parameter.required()) {
                errors.add(new PointerError(pointer, "The parameter " + parameter.name() + " is required."));
            } else if (value != null) {
                parameter
                        .shape()
                        .faults(read(value, parameter.number()), pointer)
                        .forEach(errors::add);
            }
        }
        refuse(errors);
    }

    private static JsonNode read(String value, boolean number) {
        return number && value.matches("-?[0-9]{1,18}")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(value))
                : JsonNodeFactory.instance.textNode(value);
    }

    private Shape shape(RoutingContext context) {
        Shape shape = bodies.get(mediaType(context.request().getHeader("Content-Type")));
        if (shape == null) {
            throw new Problem(
                    415,
                    "Unsupported media type",
                    "Send the body as " + String.join(" or ", bodies.keySet()) + " in UTF-8.",
                    List.of());
        }
        return shape;
    }

    /** Without its parameters; a text that is said not to be UTF-8 is of no type that we know. */
    private static String mediaType(@Nullable String header) {
        if (JSON.equals(header)) {
            return JSON;
        }
        String[] parts = header == null
                ? new String[] {""}
                : header.toLowerCase(Locale.ROOT).split(";");
        for (String part : parts) {
            if (part.strip().startsWith("charset=") && !part.contains("utf-8")) {
                return "";
            }
        }
        return parts[0].strip();
    }

    private static void refuse(List<PointerError> errors) {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }
}
