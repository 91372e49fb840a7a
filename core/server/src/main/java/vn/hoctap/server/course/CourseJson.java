package vn.hoctap.server.course;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Rational;

/** A course as the API shows it. */
public record CourseJson(
        String code,
        String title,
        @Nullable String provider,
        @Nullable Rational hours,
        List<Skill> skills,
        @Nullable String description,
        @Nullable String mode,
        @Nullable String url,
        String status) {

    static final String ACTIVE = "active";
    static final String RETIRED = "retired";

    public static CourseJson of(Course course) {
        CourseMode mode = course.mode();
        return new CourseJson(
                course.code(),
                course.title(),
                course.provider(),
                course.hours(),
                course.skills(),
                course.description(),
                mode == null ? null : mode.slug(),
                course.url(),
                course.retired() ? RETIRED : ACTIVE);
    }
}
