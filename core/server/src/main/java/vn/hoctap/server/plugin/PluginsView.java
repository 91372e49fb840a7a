package vn.hoctap.server.plugin;

import java.util.List;
import vn.hoctap.server.http.Tone;

/** The plugins as an administrator sees them. */
public record PluginsView(String sentence, List<Plugin> plugins) {

    public record Plugin(
            String id, String version, String state, Tone tone, String scope, List<String> sets, List<Fault> errors) {}

    public record Fault(String where, String message, String remedy) {}
}
