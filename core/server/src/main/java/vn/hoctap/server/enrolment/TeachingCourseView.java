package vn.hoctap.server.enrolment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.course.SessionView;

/**
 * A course for those who manage it.
 *
 * @param people where everybody who takes part is listed
 * @param page as everybody sees it
 */
public record TeachingCourseView(
        String kicker,
        String title,
        @Nullable String said,
        boolean retired,
        String edit,
        String page,
        String people,
        String add,
        List<Date> upcoming,
        List<Date> past) {

    public record Date(SessionView session, String people, String edit) {}
}
