package vn.hoctap.engine.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a document's form by the published JSON Schema, which editors use as well. */
final class Form {
    private static final String FILE = "criteria-set.schema.json";
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text(), InputFormat.JSON);

    private Form() {}

    /** The text of the schema. */
    static String text() {
        try (InputStream resource = Form.class.getResourceAsStream(FILE)) {
            if (resource == null) {
                throw new IllegalStateException(FILE + " is missing from the engine's jar");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void check(Part.Mapping document, Faults faults) {
        for (Error error : SCHEMA.validate(StoredDocument.json(document))) {
            Part at = find(document, error.getInstanceLocation());
            FormWording.of(error, schemaAround(error))
                    .ifPresent(said -> faults.add(said.at(at), said.message(), said.remedy()));
        }
    }

    /** The document without the keys that have no value; each is a fault, since nothing is left to delete. */
    static Part.Mapping withoutNulls(Part.Mapping document, Faults faults) {
        return (Part.Mapping) filled(document, faults).orElse(document);
    }

    private static Optional<Part> filled(Part part, Faults faults) {
        return switch (part) {
            case Part.Mapping mapping -> {
                Map<String, Part> fields = new LinkedHashMap<>();
                mapping.fields()
                        .forEach((key, value) -> filled(value, faults).ifPresent(full -> fields.put(key, full)));
                yield Optional.of(new Part.Mapping(mapping.origin(), fields));
            }
            case Part.Sequence list -> {
                List<Part> items = new ArrayList<>();
                list.items().forEach(item -> filled(item, faults).ifPresent(items::add));
                yield Optional.of(new Part.Sequence(list.origin(), items));
            }
            case Part.Scalar scalar -> {
                if (scalar.value() != null) {
                    yield Optional.of(part);
                }
                faults.add(part, "There is no value here.", "Write a value, or take the key out.");
                yield Optional.empty();
            }
        };
    }

    private static Part find(Part.Mapping document, NodePath path) {
        Part found = document;
        for (int i = 0; i < path.getNameCount(); i++) {
            Object step = path.getElement(i);
            Part next = switch (found) {
                case Part.Mapping mapping -> mapping.fields().get(String.valueOf(step));
                case Part.Sequence list -> list.items().get(Integer.parseInt(String.valueOf(step)));
                case Part.Scalar scalar -> null;
            };
            if (next == null) {
                return found;
            }
            found = next;
        }
        return found;
    }

    /** The object of the schema in which the keyword that failed stands. */
    private static JsonNode schemaAround(Error error) {
        JsonNode around = SCHEMA.getSchemaNode();
        NodePath path = error.getSchemaLocation().getFragment();
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            String step = path.getName(i);
            around = around.isArray() ? around.path(Integer.parseInt(step)) : around.path(step);
        }
        return around;
    }
}
