package vn.hoctap.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Plugins as lines on a terminal. */
final class PluginLines {
    private final PrintWriter out;

    PluginLines(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode plugin) {
        List<String> sets = new ArrayList<>();
        plugin.path("sets").forEach(set -> sets.add(set.asText()));
        out.println("%-24s %-12s %-11s %-16s %s"
                .formatted(
                        plugin.path("id").asText(),
                        plugin.path("version").asText(),
                        plugin.path("state").asText(),
                        plugin.path("scope").isTextual() ? plugin.path("scope").asText() : "everywhere",
                        String.join(", ", sets))
                .stripTrailing());
        plugin.path("errors")
                .forEach(error -> out.println("  %s:%d %s: %s %s"
                        .formatted(
                                error.path("file").asText(),
                                error.path("line").asInt(),
                                error.path("path").asText(),
                                error.path("message").asText(),
                                error.path("remedy").asText())));
    }
}
