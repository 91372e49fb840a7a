package vn.hoctap.server.editor;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.editor.SetForm.Option;
import vn.hoctap.server.http.Tone;

/**
 * The drafts, and the form for a new one.
 *
 * @param faults by field
 */
public record EditorView(
        List<Item> items,
        List<Option> units,
        List<Option> bases,
        String name,
        @Nullable String said,
        Map<String, String> faults) {

    public record Item(String href, String name, String detail, String state, Tone tone) {}
}
