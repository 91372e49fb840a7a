package vn.hoctap.server.assessment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several activities that are to be verified at once, to be looked at once more.
 *
 * @param closed how many are left out; null: none
 */
public record BulkView(
        String question, List<Item> items, @Nullable String closed) {

    /** @param choice names the activity in the form */
    public record Item(String choice, String person, String title, String detail) {}
}
