package vn.hoctap.server.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Tone;

/** One plugin as an administrator or the centre that installed it sees it. */
public record PluginView(
        String base,
        String id,
        String version,
        String state,
        Tone tone,
        @Nullable String description,
        List<Fact> facts,
        List<String> sets,
        List<PluginsView.Fault> errors,
        List<Deed> deeds,
        List<Event> history,
        @Nullable String done,
        @Nullable String wrong) {

    /** Something that is known of it. */
    public record Fact(String label, String value) {}

    /** Something that the reader may do to it. */
    public record Deed(String action, String label, String text, boolean stops) {}

    public record Event(String at, String what, String who, String detail) {}
}
