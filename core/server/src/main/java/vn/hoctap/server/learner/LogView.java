package vn.hoctap.server.learner;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form that logs an activity, with all that was typed.
 *
 * @param id of the activity to be, made with the form, so that sending it twice records it once
 * @param course code of the course chosen from the catalogue, or empty
 * @param chosen that course's title and hours
 * @param faults by field; what concerns none of them under the empty name
 * @param trust whether this will count at once
 */
public record LogView(
        String base,
        String back,
        String heading,
        String id,
        List<Type> types,
        String title,
        String course,
        @Nullable String chosen,
        List<Suggestion> suggestions,
        String date,
        String today,
        String hours,
        Map<String, String> faults,
        FilesView files,
        String trust) {

    public record Type(String slug, String label, boolean chosen) {}

    public record Suggestion(String code, String title, String detail) {}
}
