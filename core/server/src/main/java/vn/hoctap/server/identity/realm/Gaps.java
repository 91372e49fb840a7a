package vn.hoctap.server.identity.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an object lacks of what is wanted of it. Fields that nobody wants stay; so do further elements of an array, whose
 * order means nothing.
 *
 * @param filled the object with all that is wanted
 * @param told which fields were changed, and from what
 */
record Gaps(ObjectNode filled, List<String> told) {

    static Gaps of(ObjectNode actual, ObjectNode wanted) {
        Gaps gaps = new Gaps(actual.deepCopy(), new ArrayList<>());
        gaps.fill("", gaps.filled, wanted);
        return gaps;
    }

    boolean none() {
        return told.isEmpty();
    }

    private void fill(String path, ObjectNode object, ObjectNode wanted) {
        wanted.properties().forEach(field -> {
            String name = path + field.getKey();
            JsonNode now = object.path(field.getKey());
            switch (field.getValue()) {
                case ObjectNode inner ->
                    fill(name + ".", now.isObject() ? (ObjectNode) now : object.putObject(field.getKey()), inner);
                case ArrayNode elements ->
                    add(name, now.isArray() ? (ArrayNode) now : object.putArray(field.getKey()), elements);
                default -> set(name, object, field.getKey(), field.getValue());
            }
        });
    }

    private void set(String name, ObjectNode object, String key, JsonNode value) {
        JsonNode now = object.path(key);
        if (!now.equals(value)) {
            told.add(name + (now.isValueNode() ? " was " + now.asText() + ", is " : " is ") + value.asText());
            object.set(key, value);
        }
    }

    private void add(String name, ArrayNode now, ArrayNode wanted) {
        Set<String> there = new HashSet<>(RealmFile.texts(now));
        wanted.forEach(element -> {
            if (there.add(element.asText())) {
                told.add(name + " has " + element.asText());
                now.add(element);
            }
        });
    }
}
