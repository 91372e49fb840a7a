package vn.hoctap.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells quickly that a value is plainly as described, which nearly all are. A no says nothing: then the whole validator
 * looks, and says what is wrong. It knows the few words of JSON Schema that most descriptions are made of, and says no of
 * everything for which a schema has other words. Immutable, safe for use from any thread.
 */
final class Plainly {
    /** They say nothing about which values are valid. */
    private static final Set<String> REMARKS = Set.of("description", "title", "example", "examples", "deprecated");

    private static final Pattern TIME = Pattern.compile(
            "([0-9]{4})-(0[1-9]|1[0-2])-([0-3][0-9])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?"
                    + "(Z|[+-](0[0-9]|1[0-7]):[0-5][0-9])");
    private static final int MAX_DEPTH = 16;

    private final JsonNode document;

    private Plainly(JsonNode document) {
        this.document = document;
    }

    /** @param document in which the schema's references are */
    static Predicate<JsonNode> check(JsonNode document, JsonNode schema) {
        return new Plainly(document).schema(schema, 0).orElse(Plainly::unknown);
    }

    private static boolean unknown(JsonNode value) {
        return false;
    }

    /** Empty when it has a word that is not known here. */
    private Optional<Predicate<JsonNode>> schema(JsonNode schema, int depth) {
        if (depth > MAX_DEPTH || !schema.isObject()) {
            return Optional.empty();
        }
        List<Predicate<JsonNode>> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> word : schema.properties()) {
            if (REMARKS.contains(word.getKey())) {
                continue;
            }
            Optional<Predicate<JsonNode>> one = word(word.getKey(), word.getValue(), depth);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            all.add(one.get());
        }
        List<Predicate<JsonNode>> checks = List.copyOf(all);
        return Optional.of(value -> {
            for (Predicate<JsonNode> check : checks) {
                if (!check.test(value)) {
                    return false;
                }
            }
            return true;
        });
    }

    private Optional<Predicate<JsonNode>> word(String word, JsonNode said, int depth) {
        return switch (word) {
            case "$ref" -> schema(document.at(said.asText().substring(1)), depth + 1);
            case "type" -> Optional.of(type(said));
            case "required" -> {
                List<String> names = texts(said);
                yield Optional.of(value -> !value.isObject() || names.stream().allMatch(value::has));
            }
            case "properties" -> Optional.of(properties(said, depth));
            case "items" -> {
                Predicate<JsonNode> item = schema(said, depth + 1).orElse(Plainly::unknown);
                yield Optional.of(value -> !value.isArray() || allItems(value, item));
            }
            case "minItems" -> Optional.of(value -> !value.isArray() || value.size() >= said.asInt());
            case "maxItems" -> Optional.of(value -> !value.isArray() || value.size() <= said.asInt());
            case "minLength" -> Optional.of(value -> !value.isTextual() || length(value) >= said.asInt());
            case "maxLength" ->
                Optional.of(value -> !value.isTextual() || value.textValue().length() <= said.asInt());
            case "pattern" -> {
                // Before a line's end is not the end.
                Pattern pattern = Pattern.compile(said.asText().replaceFirst("\\$$", "\\\\z"));
                yield Optional.of(value ->
                        !value.isTextual() || pattern.matcher(value.textValue()).find());
            }
            case "minimum" -> {
                BigDecimal least = said.decimalValue();
                yield Optional.of(
                        value -> !value.isNumber() || value.decimalValue().compareTo(least) >= 0);
            }
            case "maximum" -> {
                BigDecimal most = said.decimalValue();
                yield Optional.of(
                        value -> !value.isNumber() || value.decimalValue().compareTo(most) <= 0);
            }
            case "enum" -> {
                Set<JsonNode> values = new HashSet<>();
                said.forEach(values::add);
                yield Optional.of(values::contains);
            }
            case "format" ->
                said.asText().equals("date-time")
                        ? Optional.of(value -> !value.isTextual() || isTime(value.textValue()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Predicate<JsonNode> properties(JsonNode said, int depth) {
        Map<String, Predicate<JsonNode>> checks = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : said.properties()) {
            checks.put(property.getKey(), schema(property.getValue(), depth + 1).orElse(Plainly::unknown));
        }
        return value -> !value.isObject() || allMembers(value, checks);
    }

    private static boolean allMembers(JsonNode object, Map<String, Predicate<JsonNode>> checks) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            Predicate<JsonNode> check = checks.get(member.getKey());
            if (check != null && !check.test(member.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean allItems(JsonNode array, Predicate<JsonNode> check) {
        for (Iterator<JsonNode> items = array.elements(); items.hasNext(); ) {
            if (!check.test(items.next())) {
                return false;
            }
        }
        return true;
    }

    private static Predicate<JsonNode> type(JsonNode said) {
        List<String> types = said.isArray() ? texts(said) : List.of(said.asText());
        return value -> types.contains(
                switch (value.getNodeType()) {
                    case STRING -> "string";
                    case OBJECT -> "object";
                    case ARRAY -> "array";
                    case BOOLEAN -> "boolean";
                    case NULL -> "null";
                    case NUMBER -> value.isIntegralNumber() && types.contains("integer") ? "integer" : "number";
                    default -> "";
                });
    }

    private static int length(JsonNode text) {
        return text.textValue().codePointCount(0, text.textValue().length());
    }

    private static boolean isTime(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return false;
        }
        int day = Integer.parseInt(time.group(3));
        return day >= 1
                && day
                        <= YearMonth.of(Integer.parseInt(time.group(1)), Integer.parseInt(time.group(2)))
                                .lengthOfMonth();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }
}
