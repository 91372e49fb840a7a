package vn.hoctap.server.course;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Rational;

/**
 * A course of the catalogue.
 *
 * @param provider the id of an organisational unit, or a free name
 * @param description in a sentence or two, in Vietnamese
 * @param url where an online course is held
 * @param retired it stays known to what was recorded, and is offered to nobody
 */
public record Course(
        String code,
        String title,
        @Nullable String provider,
        @Nullable Rational hours,
        List<Skill> skills,
        @Nullable String description,
        @Nullable CourseMode mode,
        @Nullable String url,
        boolean retired) {

    public Course {
        skills = List.copyOf(skills);
    }

    /** What a table of courses says; the rest is unknown. */
    public Course(String code, String title, @Nullable String provider, @Nullable Rational hours, List<Skill> skills) {
        this(code, title, provider, hours, skills, null, null, null, false);
    }

    /** The same with what another entry of the course tells beyond the columns of a table. */
    public Course keeping(Course known) {
        return new Course(
                code, title, provider, hours, skills, known.description, known.mode, known.url, known.retired);
    }
}
