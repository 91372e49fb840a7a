package vn.hoctap.server.subject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.server.http.Json;

/**
 * Values of attributes on their way between JSON, the database and expressions: text, exact numbers and booleans. A date
 * travels as text and becomes a date where a criteria set declares the attribute as one.
 */
public final class AttributeValues {
    private static final int MAX_TEXT = 500;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AttributeValues() {}

    /** Empty when an attribute cannot have such a value. */
    public static Optional<Object> of(JsonNode json) {
        if (json.isTextual()) {
            return json.textValue().length() <= MAX_TEXT ? Optional.of(json.textValue()) : Optional.empty();
        }
        if (json.isBoolean()) {
            return Optional.of(json.booleanValue());
        }
        return json.isNumber() ? number(json.decimalValue()) : Optional.empty();
    }

    private static Optional<Object> number(BigDecimal decimal) {
        try {
            return Optional.of(Rational.of(decimal));
        } catch (ArithmeticException tooLong) {
            return Optional.empty();
        }
    }

    static JsonNode json(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case Rational number -> NODES.numberNode(new BigDecimal(number.toString()));
            case Boolean truth -> NODES.booleanNode(truth);
            default -> NODES.textNode(value.toString());
        };
    }

    /** Reads what the database keeps of one value; null stands for the end of the attribute. */
    static @Nullable Object read(String text) {
        return of(parse(text)).orElse(null);
    }

    /** Reads a JSON object of values. */
    public static Map<String, Object> readAll(String text) {
        Map<String, Object> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : parse(text).properties()) {
            of(entry.getValue()).ifPresent(value -> values.put(entry.getKey(), value));
        }
        return Map.copyOf(values);
    }

    public static String writeAll(Map<String, Object> values) {
        ObjectNode object = NODES.objectNode();
        values.forEach((name, value) -> object.set(name, json(value)));
        return object.toString();
    }

    /** The value as expressions see it, given the names of the attributes that some set declares as dates. */
    static @Nullable Object typed(String name, @Nullable Object value, Set<String> dates) {
        if (!(value instanceof String text) || !dates.contains(name)) {
            return value;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException noDate) {
            return value;
        }
    }

    private static JsonNode parse(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
