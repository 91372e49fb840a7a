package vn.hoctap.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.List;
import java.util.function.Predicate;
import vn.hoctap.server.http.Problem.PointerError;

/**
 * A schema of the description, ready to check values.
 *
 * @param one for everything but an array
 * @param many for an array. Where the description says "one or an array" these differ, so that a fault is reported
 *     against what was meant and not against both.
 * @param plainly whether a value needs no further look
 */
public record Shape(Schema one, Schema many, Predicate<JsonNode> plainly) {
    private static final int MAX_FAULTS = 100;

    /** @param root the pointer to the value itself */
    public List<PointerError> faults(JsonNode value, String root) {
        if (plainly.test(value)) {
            return List.of();
        }
        return (value.isArray() ? many : one)
                .validate(value).stream()
                        .limit(MAX_FAULTS)
                        .map(error -> new PointerError(root + pointer(error), sentence(error)))
                        .toList();
    }

    /** A missing member is pointed at where it should be. */
    private static String pointer(Error error) {
        String place = error.getInstanceLocation().toString();
        return error.getKeyword().equals("required") ? place + "/" + escaped(error.getProperty()) : place;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String sentence(Error error) {
        String message = error.getKeyword().equals("pattern")
                ? "must be written as " + error.getSchemaNode().asText()
                : error.getMessage();
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + (message.endsWith(".") ? "" : ".");
    }
}
