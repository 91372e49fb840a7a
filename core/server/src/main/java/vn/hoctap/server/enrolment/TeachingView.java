package vn.hoctap.server.enrolment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The courses that somebody manages. */
public record TeachingView(
        String query,
        String found,
        String create,
        List<Course> courses,
        @Nullable String next,
        @Nullable String first) {

    /** @param detail its next session and how many people take part */
    public record Course(String href, String title, String code, String detail, boolean retired) {}
}
