package vn.hoctap.server.programme;

import com.fasterxml.jackson.databind.JsonNode;
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
import vn.hoctap.server.plugin.DataForm;
import vn.hoctap.server.plugin.PluginContent;

/** Reads and checks {@code programmes/*.yaml}. */
public final class ProgrammeReader implements PluginContent {
    static final String FOLDER = "programmes";
    private static final DataForm FORM = DataForm.of(ProgrammeReader.class, "programme.schema.json");

    @Override
    public String folder() {
        return FOLDER;
    }

    @Override
    public List<CriteriaError> faults(List<CriteriaSource> files) {
        List<CriteriaError> faults = new ArrayList<>();
        Map<String, String> known = new HashMap<>();
        for (CriteriaSource file : files) {
            FORM.read(file, faults).ifPresent(data -> {
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
        DataFile data = FORM.read(file, faults).orElseThrow();
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
}
