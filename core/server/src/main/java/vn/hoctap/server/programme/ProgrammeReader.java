package vn.hoctap.server.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.criteria.Text;
import vn.hoctap.server.plugin.DataFile;
import vn.hoctap.server.plugin.PluginContent;

/** Reads and checks {@code programmes/*.yaml}. */
public final class ProgrammeReader implements PluginContent {
    static final String FOLDER = "programmes";
    private static final String FILE = "programme.schema.json";
    private static final Schema FORM = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(form(), InputFormat.JSON);

    @Override
    public String folder() {
        return FOLDER;
    }

    @Override
    public List<CriteriaError> faults(List<CriteriaSource> files) {
        List<CriteriaError> faults = new ArrayList<>();
        Map<String, String> known = new HashMap<>();
        for (CriteriaSource file : files) {
            DataFile.read(file, FORM, faults).ifPresent(data -> {
                new TargetReader(data, faults).targets();
                unique(data, known, faults);
            });
        }
        return faults;
    }

    private static void unique(DataFile data, Map<String, String> known, List<CriteriaError> faults) {
        String id = data.content().path("id").asText();
        String other = id.isEmpty() ? null : known.putIfAbsent(id, data.file());
        if (other != null) {
            faults.add(data.fault(
                    "/id", "There is a programme '" + id + "' in " + other + " already.", "Give it an id of its own."));
        }
    }

    /** @param file without faults */
    static Programme read(CriteriaSource file) {
        List<CriteriaError> faults = new ArrayList<>();
        DataFile data = DataFile.read(file, FORM, faults).orElseThrow();
        JsonNode content = data.content();
        JsonNode source = content.path("source");
        Text sourceTitle = new Text(source.path("title").asText(), null);
        return new Programme(
                content.path("id").asText(),
                text(content, "orgUnit"),
                null,
                text(content.path("name")).orElse(sourceTitle),
                new Programme.Source(
                        sourceTitle.vi(), text(source, "publisher"), text(source, "date"), text(source, "url")),
                content.path("status").asText("partial"),
                new TargetReader(data, faults).targets());
    }

    private static @Nullable String text(JsonNode holder, String key) {
        return holder.path(key).textValue();
    }

    /** One text, which is Vietnamese, or one for each language. */
    static Optional<Text> text(JsonNode node) {
        if (node.isTextual()) {
            return Optional.of(new Text(node.textValue(), null));
        }
        return node.path("vi").isTextual()
                ? Optional.of(
                        new Text(node.path("vi").textValue(), node.path("en").textValue()))
                : Optional.empty();
    }

    /** The text of the schema, for editors. */
    static String form() {
        try (InputStream in = ProgrammeReader.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the server's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
