package vn.hoctap.server.plugin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSource;

/**
 * A YAML file of a plugin whose form a JSON Schema describes, with the line of each of its parts.
 *
 * @param lines by JSON pointer
 */
public record DataFile(String file, JsonNode content, Map<String, Integer> lines) {
    private static final int MAX_DEPTH = 30;
    private static final ObjectMapper YAML = JsonMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .loaderOptions(limits())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Empty when the file is no YAML; then, and for every fault of form, the faults get one more. */
    static Optional<DataFile> read(CriteriaSource source, Schema form, List<CriteriaError> faults) {
        try {
            Map<String, Integer> lines = lines(source.yaml());
            DataFile read = new DataFile(source.file(), YAML.readTree(source.yaml()), lines);
            form.validate(read.content()).stream()
                    .filter(DataFile::says)
                    .map(read::wording)
                    .forEach(faults::add);
            return Optional.of(read);
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation() == null
                    ? 1
                    : Math.max(1, broken.getLocation().getLineNr());
            faults.add(new CriteriaError(
                    source.file(),
                    line,
                    "",
                    "The file is no valid YAML: "
                            + broken.getOriginalMessage().lines().findFirst().orElse("it cannot be read") + ".",
                    "Check indentation, brackets and quotes near this line."));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Optional.empty();
    }

    /** A fault at a part of the file, or at the nearest one around it. */
    public CriteriaError fault(String pointer, String message, String remedy) {
        String nearest = pointer;
        while (!lines.containsKey(nearest) && nearest.contains("/")) {
            nearest = nearest.substring(0, nearest.lastIndexOf('/'));
        }
        return new CriteriaError(file, lines.getOrDefault(nearest, 1), pointer, message, remedy);
    }

    /** Why each of several allowed forms does not fit is noise; that none fits is said once. */
    private static boolean says(Error error) {
        return !error.getEvaluationPath().toString().contains("/oneOf/");
    }

    private CriteriaError wording(Error error) {
        String place = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                fault(
                        place + "/" + error.getProperty(),
                        "The key '" + error.getProperty() + "' is unknown here.",
                        "Correct it, or take it out.");
            case "required" -> fault(place, "The key '" + error.getProperty() + "' is missing.", "Add it.");
            case "oneOf" ->
                fault(place, "None of the forms that are allowed here fits.", "See the JSON Schema of the format.");
            default ->
                fault(
                        place,
                        "This is not written as it should be: " + error.getMessage() + ".",
                        "See the JSON Schema of the format.");
        };
    }

    private static Map<String, Integer> lines(String yaml) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = YAML.getFactory().createParser(yaml)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                lines.putIfAbsent(
                        parser.getParsingContext().pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
            }
        }
        return lines;
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(PluginLimits.TEXT_BYTES);
        return options;
    }
}
