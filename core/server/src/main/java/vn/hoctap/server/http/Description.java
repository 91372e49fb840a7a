package vn.hoctap.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The OpenAPI description of the API: the one source from which routes are made and requests checked, and which is
 * handed out as it is. Immutable, safe for use from any thread.
 */
public final class Description {
    private static final String NAME = "/openapi.yaml";
    private static final String IRI = "https://hoctap.invalid/openapi";

    private final byte[] text;
    private final JsonNode document;
    /** Taken apart once: the library would read the whole text again for every part that it is asked for by address. */
    private final Schema whole;

    public Description() {
        try (InputStream in = Objects.requireNonNull(Description.class.getResourceAsStream(NAME), NAME)) {
            text = in.readAllBytes();
            document = new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(IRI, document.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .locale(Locale.ENGLISH)
                                .build()));
        whole = schemas.getSchema(SchemaLocation.of(IRI));
    }

    /** As it is shipped. */
    public byte[] text() {
        return text.clone();
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method ->
                                operations.add(operation(path.getKey(), method.getKey(), method.getValue()))));
        return operations;
    }

    private Operation operation(String path, String method, JsonNode described) {
        String place = "#/paths/" + escaped(path) + "/" + method;
        List<Operation.Parameter> parameters = new ArrayList<>();
        JsonNode listed = described.path("parameters");
        for (int i = 0; i < listed.size(); i++) {
            String reference = listed.get(i).path("$ref").asText(place + "/parameters/" + i);
            JsonNode parameter = document.at(reference.substring(1));
            if (!parameter.get("in").asText().equals("header")) {
                parameters.add(parameter(parameter, reference));
            }
        }
        Map<String, Shape> bodies = new LinkedHashMap<>();
        String content = place + "/requestBody/content";
        described
                .at("/requestBody/content")
                .fieldNames()
                .forEachRemaining(type -> bodies.put(type, shape(content + "/" + escaped(type) + "/schema")));
        return new Operation(
                described.get("operationId").asText(),
                HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
                path,
                List.copyOf(parameters),
                bodies);
    }

    private Operation.Parameter parameter(JsonNode parameter, String place) {
        JsonNode schema = parameter.get("schema");
        JsonNode target =
                schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
        return new Operation.Parameter(
                parameter.get("name").asText(),
                parameter.get("in").asText().equals("path"),
                parameter.path("required").asBoolean(),
                target.path("type").asText().equals("integer"),
                shape(place + "/schema"));
    }

    /** What the description says of the things with this name. */
    public Shape component(String name) {
        return shape("#/components/schemas/" + name);
    }

    private Shape shape(String place) {
        JsonNode branches = document.at(place.substring(1)).path("oneOf");
        if (branches.isEmpty()) {
            Schema schema = schema(place);
            return new Shape(schema, schema, plainly(place));
        }
        int array = branches.get(0).path("type").asText().equals("array") ? 0 : 1;
        String one = place + "/oneOf/" + (1 - array);
        String many = place + "/oneOf/" + array;
        Predicate<JsonNode> plainlyOne = plainly(one);
        Predicate<JsonNode> plainlyMany = plainly(many);
        return new Shape(
                schema(one), schema(many), value -> value.isArray() ? plainlyMany.test(value) : plainlyOne.test(value));
    }

    private Predicate<JsonNode> plainly(String place) {
        return Plainly.check(document, document.at(place.substring(1)));
    }

    /** What an answer holds; empty when it is not described, or has no body. */
    Optional<Schema> answer(String place) {
        String reference = document.at(place.substring(1)).path("$ref").asText(place);
        JsonNode content = document.at(reference.substring(1)).path("content");
        return content.properties().stream()
                .findFirst()
                .map(type -> schema(reference + "/content/" + escaped(type.getKey()) + "/schema"));
    }

    private Schema schema(String place) {
        return whole.getRefSchema(SchemaLocation.of(IRI + place).getFragment());
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
