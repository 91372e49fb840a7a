package vn.hoctap.server.editor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft tried on people.
 *
 * @param sentence how many would have the title
 * @param looked on how many it was tried
 */
public record PeopleView(
        String action,
        List<StepLink> ways,
        int cycle,
        String sentence,
        @Nullable String looked,
        @Nullable Counts counts,
        List<Part> parts) {

    /** Where it is tried on everybody. */
    public String simulate() {
        return action.replaceAll("/people$", "/simulation");
    }

    public record Counts(String now, String then, String gained, String lost) {}

    /** @param more how many others there are */
    public record Part(
            String heading, List<Person> people, @Nullable String more) {}

    /** @param reasons what denies the title */
    public record Person(String href, String name, String change, String state, String tone, List<String> reasons) {}
}
