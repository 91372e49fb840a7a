package vn.hoctap.engine.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.expression.Suggestions;

/**
 * A fault of form in plain words.
 *
 * @param key the key of the mapping that it is about, instead of the mapping itself
 */
record FormWording(@Nullable String key, String message, String remedy) {

    /** What one writes for a key that is missing. */
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("id", "id: cong-dan-hoc-tap/nong-dan"),
            Map.entry("version", "version: \"2023.1\""),
            Map.entry("status", "status: illustrative"),
            Map.entry("source", "source: \"QĐ 324/QĐ-KHVN, 25/10/2023\""),
            Map.entry("title", "title: {vi: Công dân học tập}"),
            Map.entry("subject", "subject: citizen"),
            Map.entry("effective", "effective: {from: 2023-10-25}"),
            Map.entry("from", "from: 2023-10-25"),
            Map.entry("cycle", "cycle: {kind: calendar-year}"),
            Map.entry("criteria", "criteria: [{id: tu-hoc, name: …, indicators: […]}]"),
            Map.entry("award", "award: {scheme: sum, requires: [{id: total, if: 'total >= 80'}]}"),
            Map.entry("name", "name: {vi: Tự học}"),
            Map.entry("indicators", "indicators: [{id: cap-nhat, name: …, max: 10, from: […]}]"),
            Map.entry("scheme", "scheme: sum"),
            Map.entry("if", "if: 'total >= 80'"),
            Map.entry("measure", "measure: count"),
            Map.entry("atLeast", "atLeast: 10"),
            Map.entry("give", "give: 5"),
            Map.entry("each", "each: 4"),
            Map.entry("value", "value: 80"),
            Map.entry("afterMonths", "afterMonths: 12"));

    private static final Map<String, String> TYPES = Map.of(
            "string", "a text",
            "number", "a number",
            "integer", "a whole number",
            "boolean", "true or false",
            "array", "a list",
            "object", "a group of keys");

    /** Where it is shown: at the key, when the mapping has it. */
    Part at(Part found) {
        return key != null && found instanceof Part.Mapping mapping ? mapping.at(key) : found;
    }

    /** Empty when another error says the same better. */
    static Optional<FormWording> of(Error error, JsonNode schema) {
        if (error.getSchemaLocation().toString().contains("/deletion")) {
            return Optional.empty();
        }
        return Optional.of(
                switch (error.getKeyword()) {
                    case "required" -> missing(String.valueOf(error.getProperty()));
                    case "additionalProperties" -> unknown(String.valueOf(error.getProperty()), schema);
                    case "propertyNames" -> badName(String.valueOf(error.getProperty()));
                    case "type" -> wrongType(error, schema);
                    case "enum" -> wrongChoice(error);
                    case "pattern" -> wrongText(error, schema);
                    default -> limit(error, schema);
                });
    }

    private static FormWording here(String message, String remedy) {
        return new FormWording(null, message, remedy);
    }

    private static FormWording missing(String key) {
        return here(
                "The key “" + key + "” is missing.", "Add it, for example " + EXAMPLES.getOrDefault(key, key) + ".");
    }

    private static FormWording unknown(String key, JsonNode schema) {
        List<String> known = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        String remedy = Suggestions.nearest(key, known)
                .map(near -> "Did you mean “" + near + "”?")
                .orElseGet(() -> "Take it out; the keys known here are " + String.join(", ", known) + ".");
        return new FormWording(key, "The key “" + key + "” is unknown here.", remedy);
    }

    private static FormWording badName(String name) {
        return new FormWording(
                name,
                "The name “" + name + "” cannot be used in expressions.",
                "Write letters, digits and underscores, a letter first, for example passMark.");
    }

    private static FormWording wrongType(Error error, JsonNode schema) {
        JsonNode wanted = schema.path("type");
        List<String> types = new ArrayList<>();
        (wanted.isArray() ? wanted : List.of(wanted)).forEach(type -> types.add(type.asText()));
        types.remove("null");
        String kinds =
                types.stream().map(type -> TYPES.getOrDefault(type, type)).collect(Collectors.joining(" or "));
        JsonNode found = error.getInstanceNode();
        String message = shown(error) + " stands where " + kinds + " is wanted.";
        boolean unquoted = types.contains("string") && !types.contains("number") && found.isValueNode();
        boolean quoted =
                found.isTextual() && types.stream().anyMatch(type -> !type.equals("array") && !type.equals("object"));
        String remedy = unquoted
                ? "Put it in quotes, so that it is a text: \"…\"."
                : quoted ? "Write " + kinds + ", without quotes." : "Write " + kinds + ". " + hint(schema);
        return here(message, remedy.strip());
    }

    /** A number in quotes is nearly right where a number may stand. */
    private static FormWording wrongText(Error error, JsonNode schema) {
        boolean number = error.getInstanceNode().asText().matches("[0-9]+([.,][0-9]+)?")
                && schema.path("type").toString().contains("number");
        return number
                ? here(shown(error) + " stands where a number is wanted.", "Write a number, without quotes.")
                : here(shown(error) + " is not written as it should be.", hint(schema));
    }

    private static FormWording wrongChoice(Error error) {
        List<String> choices = new ArrayList<>();
        error.getSchemaNode().forEach(choice -> choices.add(choice.asText()));
        choices.remove("null");
        String list = "Write one of " + String.join(", ", choices) + ".";
        String remedy = Suggestions.nearest(error.getInstanceNode().asText(), choices)
                .map(near -> "Did you mean “" + near + "”? " + list)
                .orElse(list);
        return here(shown(error) + " is not possible here.", remedy);
    }

    private static FormWording limit(Error error, JsonNode schema) {
        String limit = error.getSchemaNode().asText();
        return switch (error.getKeyword()) {
            case "minimum" -> here(shown(error) + " is too small.", "Write " + limit + " or more.");
            case "exclusiveMinimum" -> here(shown(error) + " is too small.", "Write more than " + limit + ".");
            case "maximum" -> here(shown(error) + " is too large.", "Write " + limit + " or less.");
            case "minLength" -> here("The text is empty.", "Write a text, or take the key out.");
            case "maxLength" -> here("The text is too long.", "Write " + limit + " characters or fewer.");
            case "minItems" -> here("The list is empty.", "Write at least " + limit + ", or take the key out.");
            case "maxItems" -> here("The list is too long.", "Write " + limit + " items or fewer.");
            default -> here("This is not written as it should be: " + error.getMessage() + ".", hint(schema));
        };
    }

    private static String shown(Error error) {
        JsonNode found = error.getInstanceNode();
        return found.isArray() ? "A list" : found.isObject() ? "A group of keys" : "“" + found.asText() + "”";
    }

    /** What the schema says to authors about this place. */
    private static String hint(JsonNode schema) {
        String example = schema.path("examples").path(0).asText();
        String description = schema.path("description").asText();
        return example.isEmpty() ? description : description + " For example " + example + ".";
    }
}
