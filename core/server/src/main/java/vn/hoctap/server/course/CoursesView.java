package vn.hoctap.server.course;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalogue of courses. */
public record CoursesView(
        String query,
        String found,
        List<Course> courses,
        @Nullable String next,
        @Nullable String first) {

    public record Course(String title, String hours, String detail) {}
}
