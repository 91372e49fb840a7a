package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.hoctap.server.job.Job;

/**
 * What a job is to import, as its parameters say.
 *
 * @param file as whoever sent it calls it
 * @param dryRun it only says what would happen
 */
record ImportOrder(FileKind kind, Format format, String file, boolean dryRun) {

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("kind", kind.slug());
        parameters.put("format", format.slug());
        parameters.put("file", file);
        parameters.put("dryRun", dryRun);
        return parameters;
    }

    static ImportOrder of(Job job) {
        JsonNode parameters = job.parameters();
        return new ImportOrder(
                FileKind.of(parameters.path("kind").asText()).orElseThrow(),
                Format.of(parameters.path("format").asText()).orElseThrow(),
                parameters.path("file").asText(),
                parameters.path("dryRun").asBoolean());
    }

    ImportOrder inEarnest() {
        return new ImportOrder(kind, format, file, false);
    }
}
