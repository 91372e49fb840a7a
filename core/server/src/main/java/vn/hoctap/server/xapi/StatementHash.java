package vn.hoctap.server.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import vn.hoctap.server.http.Json;

/** Tells whether two statements with the same id say the same: the order of names and what a store adds do not count. */
final class StatementHash {
    private static final int LENGTH = 16;
    private static final Set<String> OF_THE_STORE = Set.of("id", "stored", "authority", "version");

    private StatementHash() {}

    static Buffer of(JsonNode statement) {
        ObjectNode said = statement.deepCopy();
        said.remove(OF_THE_STORE);
        return Buffer.buffer(Arrays.copyOf(FactId.sha256(Json.bytes(sorted(said))), LENGTH));
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return new ObjectNode(JsonNodeFactory.instance, fields);
        }
        if (node.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> items.add(sorted(item)));
            return items;
        }
        return node.isNumber() ? DecimalNode.valueOf(node.decimalValue().stripTrailingZeros()) : node;
    }
}
