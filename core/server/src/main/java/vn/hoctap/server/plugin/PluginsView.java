package vn.hoctap.server.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Tone;

/**
 * The plugins as an administrator or a centre sees them.
 *
 * @param installing null: the reader may install none
 */
public record PluginsView(
        String sentence, List<Plugin> plugins, @Nullable Installing installing) {

    public record Plugin(
            String href,
            String id,
            String version,
            String state,
            Tone tone,
            String scope,
            List<String> sets,
            List<Fault> errors) {}

    public record Fault(String where, String message, String remedy) {}

    /**
     * The form for a jar.
     *
     * @param unit what was typed, or the one part that the reader has
     * @param wrong what was wrong with the last one
     */
    public record Installing(
            String hint, String unit, @Nullable String wrong, List<Fault> faults) {}
}
