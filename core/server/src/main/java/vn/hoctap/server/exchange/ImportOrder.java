package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.job.Job;

/**
 * What a job is to import, as its parameters say.
 *
 * @param source the import whose rows are read once more; null: a file was sent
 * @param dryRun it only says what would happen
 */
record ImportOrder(FileKind kind, Format format, @Nullable UUID source, boolean dryRun) {

    private static final String SOURCE = "source";

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("kind", kind.slug());
        parameters.put("format", format.slug());
        if (source != null) {
            parameters.put(SOURCE, source.toString());
        }
        parameters.put("dryRun", dryRun);
        return parameters;
    }

    static ImportOrder of(Job job) {
        JsonNode parameters = job.parameters();
        return new ImportOrder(
                FileKind.of(parameters.path("kind").asText()).orElseThrow(),
                Format.of(parameters.path("format").asText()).orElseThrow(),
                parameters.has(SOURCE) ? UUID.fromString(parameters.path(SOURCE).asText()) : null,
                parameters.path("dryRun").asBoolean());
    }

    /** @param trial what this one was */
    ImportOrder inEarnest(UUID trial) {
        return new ImportOrder(kind, format, trial, false);
    }
}
