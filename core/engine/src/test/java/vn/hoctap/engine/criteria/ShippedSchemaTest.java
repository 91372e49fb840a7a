package vn.hoctap.engine.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.hoctap.engine.measure.Measures;

class ShippedSchemaTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static JsonNode shipped() throws Exception {
        return new ObjectMapper().readTree(CriteriaReader.schema());
    }

    private static List<Error> faults(JsonNode document) {
        return REGISTRY.getSchema(CriteriaReader.schema(), InputFormat.JSON).validate(document);
    }

    @Test
    void the_schema_is_valid_json_schema_2020_12() throws Exception {
        String dialect = SpecificationVersion.DRAFT_2020_12.getDialectId();
        Schema meta = REGISTRY.getSchema(SchemaLocation.of(dialect));

        assertThat(shipped().path("$schema").asText()).isEqualTo(dialect);
        assertThat(meta.validate(shipped())).isEmpty();
    }

    @Test
    void an_editor_accepts_the_contracts_example_and_a_file_that_overrides_parts_of_it() throws Exception {
        assertThat(faults(YAML.readTree(CriteriaFiles.file("khung.yaml").yaml())))
                .isEmpty();
        assertThat(faults(YAML.readTree(CriteriaFiles.file("nong-dan.yaml").yaml())))
                .isEmpty();
        assertThat(faults(YAML.readTree(CriteriaFiles.file("wrong.yaml").yaml())))
                .isNotEmpty();
    }

    @Test
    void every_key_has_a_description_for_editors() throws Exception {
        List<String> silent = new ArrayList<>();
        JsonNode schema = shipped();
        collect(schema, schema, "", silent);

        assertThat(silent).isEmpty();
    }

    private static void collect(JsonNode root, JsonNode schema, String path, List<String> silent) {
        boolean repeated = path.contains("/$defs/complete")
                || path.endsWith("/then")
                || path.endsWith("/else")
                || path.endsWith("/if");
        if (!repeated) {
            schema.path("properties").properties().forEach(property -> {
                JsonNode said = property.getValue();
                JsonNode target = root.at(said.path("$ref").asText("#").substring(1));
                if (!said.has("description") && !(said.has("$ref") && target.has("description"))) {
                    silent.add(path + "/" + property.getKey());
                }
            });
        }
        schema.properties().stream()
                .filter(child -> child.getValue().isObject())
                .forEach(child -> collect(root, child.getValue(), path + "/" + child.getKey(), silent));
    }

    @Test
    void the_schema_knows_the_built_in_measures() throws Exception {
        List<String> known = new ArrayList<>();
        shipped().at("/$defs/way/if/properties/measure/enum").forEach(name -> known.add(name.asText()));

        assertThat(known).containsExactlyInAnyOrderElementsOf(Measures.builtIn().names());
    }
}
