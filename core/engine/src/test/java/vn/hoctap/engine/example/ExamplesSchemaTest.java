package vn.hoctap.engine.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Editors and the reader agree on the form of the tables. */
class ExamplesSchemaTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static List<Error> faults(String yaml) throws Exception {
        return REGISTRY.getSchema(ExampleReader.schema(), InputFormat.JSON).validate(YAML.readTree(yaml));
    }

    @Test
    void the_schema_is_valid_json_schema_2020_12() throws Exception {
        JsonNode schema = new ObjectMapper().readTree(ExampleReader.schema());

        assertThat(REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
                        .validate(schema))
                .isEmpty();
    }

    @Test
    void an_editor_accepts_every_shipped_table() throws Exception {
        List<Path> tables;
        try (Stream<Path> files = Files.walk(Path.of("../../plugins"))) {
            tables = files.filter(file -> file.toString().contains("src/main/resources/examples"))
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .toList();
        }

        assertThat(tables).isNotEmpty();
        for (Path table : tables) {
            assertThat(faults(Files.readString(table))).as(table.toString()).isEmpty();
        }
    }

    @Test
    void an_editor_sees_what_the_reader_refuses() throws Exception {
        assertThat(faults("{set: a, year: 2026, cases: [{name: x, expect: {titel: true}}]}"))
                .isNotEmpty();
        assertThat(faults("{set: a, year: 2026, cases: [{name: x, expect: {}}]}"))
                .isNotEmpty();
        assertThat(faults("{set: a, year: 2026, cases: [{name: x, with: [{id: a, hour: 3}], expect: {title: true}}]}"))
                .isNotEmpty();
        assertThat(faults("{set: a, year: 2026, cases: [{name: x, with: [{id: a, hours: ~}], expect: {title: true}}]}"))
                .isEmpty();
    }
}
