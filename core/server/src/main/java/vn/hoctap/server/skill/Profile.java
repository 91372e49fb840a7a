package vn.hoctap.server.skill;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import vn.hoctap.api.Fact;
import vn.hoctap.api.SkillFramework;
import vn.hoctap.api.SkillFramework.Area;
import vn.hoctap.api.SkillFramework.Component;
import vn.hoctap.api.SkillFramework.Level;
import vn.hoctap.api.SkillProfile.Proof;
import vn.hoctap.server.course.Course;

/**
 * What is known of one person's skills at a moment.
 *
 * @param skills every component of the framework, in its order
 * @param facts by id, for what proves a level
 */
record Profile(SkillFramework framework, List<Skill> skills, Map<String, Fact> facts) {

    /**
     * @param level empty: not yet known, which is not level 0
     * @param proofs the best and latest first
     * @param lift the course that leads to the next level with the least effort
     */
    record Skill(Area area, Component component, Optional<Level> level, List<Proof> proofs, Optional<Lift> lift) {}

    /** @param level that the course proves when it is passed */
    record Lift(Course course, Level level) {}

    Fact fact(Proof proof) {
        return Objects.requireNonNull(facts.get(proof.fact()));
    }

    List<Skill> known() {
        return skills.stream().filter(skill -> skill.level().isPresent()).toList();
    }

    List<Skill> of(Area area) {
        return skills.stream().filter(skill -> skill.area().equals(area)).toList();
    }
}
