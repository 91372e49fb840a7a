package vn.hoctap.server.course;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of courses.
 *
 * @param upcoming only courses with a session to come are shown
 */
public record CoursesView(
        String query,
        List<Option> skills,
        List<Option> providers,
        boolean upcoming,
        String found,
        List<Course> courses,
        @Nullable String next,
        @Nullable String first) {

    public record Option(String value, String label, boolean chosen) {}

    /** @param session when it is held next, and how many seats are left; null: no date is set */
    public record Course(
            String href,
            String title,
            String hours,
            String detail,
            String skills,
            @Nullable String session) {}
}
