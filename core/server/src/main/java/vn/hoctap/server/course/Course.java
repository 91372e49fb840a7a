package vn.hoctap.server.course;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Rational;

/** A course of the catalogue. */
public record Course(
        String code,
        String title,
        @Nullable String provider,
        @Nullable Rational hours,
        List<Skill> skills) {

    public Course {
        skills = List.copyOf(skills);
    }
}
