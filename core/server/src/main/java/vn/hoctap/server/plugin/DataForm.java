package vn.hoctap.server.plugin;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSource;

/** The form of one kind of data file, as a JSON Schema beside the class that understands it. Thread-safe. */
public final class DataForm {
    private final String text;
    private final Schema schema;

    private DataForm(String text) {
        this.text = text;
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
    }

    /** @param file in the package of the class */
    public static DataForm of(Class<?> owner, String file) {
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(file), file)) {
            return new DataForm(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema itself, for editors. */
    public String text() {
        return text;
    }

    /** Empty when the file is no YAML; then, and for every fault of form, the faults get one more. */
    public Optional<DataFile> read(CriteriaSource source, List<CriteriaError> faults) {
        return DataFile.read(source, schema, faults);
    }
}
