package vn.hoctap.server.course;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form for a date of a course, with all that was typed.
 *
 * @param known the session as it stands, when it is one; null: a new one
 * @param reason typed for a cancellation
 * @param faults by field; what concerns none of them under the empty name
 */
public record SessionFormView(
        String action,
        String back,
        String course,
        @Nullable SessionView known,
        SessionForm form,
        String reason,
        Map<String, String> faults) {}
