package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The description that a server hands out: what is answered must be as it says. */
final class Description {
    private static final String IRI = "https://description.invalid/openapi";

    private final JsonNode document;
    private final SchemaRegistry schemas;

    Description(String yaml) {
        try {
            document = new YAMLMapper().readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new AssertionError("the description is no YAML", e);
        }
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(IRI, document.toString())));
    }

    /** Does the answer have a form that the description allows here? */
    void check(String method, String path, int status, String mediaType, JsonNode body) {
        String template = template(path);
        String operation = "/paths/" + escaped(template) + "/" + method.toLowerCase(Locale.ROOT);
        String responses = operation + "/responses/";
        String code = document.at(responses + status).isMissingNode() ? "default" : Integer.toString(status);
        String response = target(responses + code);
        if (document.at(response + "/content").isMissingNode()) {
            assertThat(body.isMissingNode())
                    .as("an answer without a body: %s", body)
                    .isTrue();
            return;
        }
        String schema = response + "/content/" + escaped(mediaType) + "/schema";
        assertThat(document.at(schema).isMissingNode())
                .as("%s %s is described to answer %d with %s", method, template, status, mediaType)
                .isFalse();
        assertThat(schemas.getSchema(SchemaLocation.of(IRI + "#" + schema)).validate(body))
                .as("faults of the answer to %s %s: %s", method, path, body)
                .isEmpty();
    }

    private String template(String path) {
        return document.path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(template -> pattern(template).matcher(path).matches())
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " is not described"));
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+"));
    }

    private String target(String pointer) {
        JsonNode reference = document.at(pointer).path("$ref");
        return reference.isMissingNode() ? pointer : reference.asText().substring(1);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
