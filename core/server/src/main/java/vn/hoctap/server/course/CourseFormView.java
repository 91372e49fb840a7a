package vn.hoctap.server.course;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form that describes a course, with all that was typed.
 *
 * @param known the course's title, when it is known already
 * @param faults by field; what concerns none of them under the empty name
 */
public record CourseFormView(
        String action,
        String back,
        @Nullable String known,
        CourseForm form,
        List<CoursesView.Option> modes,
        List<CoursesView.Option> providers,
        Map<String, String> faults) {}
