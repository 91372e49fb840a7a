package vn.hoctap.engine.criteria;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Resolved documents as JSON, as they are stored at publishing: keys sorted, numbers without needless zeros. */
final class StoredDocument {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StoredDocument() {}

    /** Equal content gives equal text. */
    static String canonical(Part part) {
        try {
            return MAPPER.writeValueAsString(json(part));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static JsonNode json(Part part) {
        return switch (part) {
            case Part.Mapping mapping -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                new TreeMap<>(mapping.fields()).forEach((key, value) -> object.set(key, json(value)));
                yield object;
            }
            case Part.Sequence sequence -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                sequence.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Part.Scalar scalar -> scalar.value() == null ? NullNode.getInstance() : json(scalar.value());
        };
    }

    private static JsonNode json(Object value) {
        return switch (value) {
            case BigDecimal number -> number(number);
            case Boolean flag -> BooleanNode.valueOf(flag);
            default -> TextNode.valueOf(value.toString());
        };
    }

    private static JsonNode number(BigDecimal number) {
        return number.scale() <= 0 ? BigIntegerNode.valueOf(number.toBigIntegerExact()) : DecimalNode.valueOf(number);
    }

    /** Empty when the text is no JSON object. */
    static Optional<Part.Mapping> parse(String json) {
        try {
            return part(MAPPER.readTree(json), "") instanceof Part.Mapping mapping
                    ? Optional.of(mapping)
                    : Optional.empty();
        } catch (JsonProcessingException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }

    private static Part part(JsonNode node, String pointer) {
        Origin origin = new Origin(pointer, 1, Origin.Style.FLOW);
        if (node.isObject()) {
            Map<String, Part> fields = new LinkedHashMap<>();
            node.properties()
                    .forEach(e -> fields.put(e.getKey(), part(e.getValue(), Origin.child(pointer, e.getKey()))));
            return new Part.Mapping(origin, fields);
        }
        if (node.isArray()) {
            List<Part> items = new ArrayList<>();
            node.forEach(item -> items.add(part(item, pointer + "/" + items.size())));
            return new Part.Sequence(origin, items);
        }
        return new Part.Scalar(
                origin,
                switch (node.getNodeType()) {
                    case NUMBER -> Scalars.number(node.decimalValue());
                    case BOOLEAN -> node.booleanValue();
                    case STRING -> node.textValue();
                    default -> null;
                });
    }
}
