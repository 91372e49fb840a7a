package vn.hoctap.server.assessment;

import java.util.List;

/** Several activities that are to be verified at once, to be looked at once more. */
public record BulkView(String question, List<Item> items) {

    /** @param choice names the activity in the form */
    public record Item(String choice, String person, String title, String detail) {}
}
