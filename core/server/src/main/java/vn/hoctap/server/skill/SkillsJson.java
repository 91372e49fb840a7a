package vn.hoctap.server.skill;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.api.SkillFramework.Level;
import vn.hoctap.api.SkillFramework.Name;
import vn.hoctap.api.SkillProfile.Proof;

/**
 * A profile as it is shown.
 *
 * @param framework in whose components levels are given; null: no plugin knows skills
 * @param known how many components have a level
 */
record SkillsJson(String subject, @Nullable String framework, int known, List<ComponentJson> components) {

    /** @param level null: not yet known */
    record ComponentJson(
            String component,
            String area,
            Name name,
            @Nullable Integer level,
            @Nullable Name band,
            List<ProofJson> proofs,
            @Nullable CourseJson next) {}

    record ProofJson(
            String fact,
            int level,
            @Nullable String title,
            @Nullable String course,
            Instant endedAt,
            @Nullable Instant validUntil) {}

    /** @param level that it leads to */
    record CourseJson(String code, String title, @Nullable Rational hours, int level) {}

    static SkillsJson of(String subject, Optional<Profile> profile) {
        return profile.map(found -> new SkillsJson(
                        subject,
                        found.framework().id(),
                        found.known().size(),
                        found.skills().stream()
                                .map(skill -> component(skill, found))
                                .toList()))
                .orElseGet(() -> new SkillsJson(subject, null, 0, List.of()));
    }

    private static ComponentJson component(Profile.Skill skill, Profile profile) {
        return new ComponentJson(
                skill.component().id(),
                skill.area().id(),
                skill.component().name(),
                skill.level().map(Level::number).orElse(null),
                skill.level().map(Level::band).orElse(null),
                skill.proofs().stream().map(proof -> proof(proof, profile)).toList(),
                skill.lift().map(SkillsJson::course).orElse(null));
    }

    private static ProofJson proof(Proof proof, Profile profile) {
        Fact fact = profile.fact(proof);
        return new ProofJson(fact.id(), proof.level(), fact.title(), fact.course(), fact.endedAt(), fact.validUntil());
    }

    private static CourseJson course(Profile.Lift lift) {
        return new CourseJson(
                lift.course().code(),
                lift.course().title(),
                lift.course().hours(),
                lift.level().number());
    }
}
