package vn.hoctap.server.plugin;

import java.util.List;

/** The plugins as an administrator sees them. Tones are classes of the style sheet. */
public record PluginsView(String sentence, List<Plugin> plugins) {

    public record Plugin(
            String id,
            String version,
            String state,
            String tone,
            String scope,
            List<String> sets,
            List<Fault> errors) {}

    public record Fault(String where, String message, String remedy) {}
}
