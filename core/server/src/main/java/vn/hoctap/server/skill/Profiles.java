package vn.hoctap.server.skill;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.hoctap.api.Fact;
import vn.hoctap.api.SkillFramework;
import vn.hoctap.api.SkillFramework.Level;
import vn.hoctap.api.SkillProfile.Proof;
import vn.hoctap.api.SkillProfile.Standing;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.ledger.CountedFacts;

/** Makes the profile of a person from the facts that count now. Safe for use from any thread. */
public final class Profiles {
    private final Skills skills;
    private final CountedFacts facts;
    private final Courses courses;
    private final InstantSource clock;

    public Profiles(Skills skills, CountedFacts facts, Courses courses, InstantSource clock) {
        this.skills = skills;
        this.facts = facts;
        this.courses = courses;
        this.clock = clock;
    }

    Skills skills() {
        return skills;
    }

    /** Empty when no plugin knows skills. */
    Optional<Profile> of(long subject) {
        return skills.frameworks().stream().findFirst().map(framework -> of(framework, subject));
    }

    private Profile of(SkillFramework framework, long subject) {
        Instant now = clock.instant();
        Map<String, Fact> counted = facts.of(subject).stream()
                .collect(Collectors.toMap(Fact::id, Function.identity(), (one, other) -> one));
        Map<String, Standing> standings = skills.standings(counted.values(), now).stream()
                .collect(Collectors.toMap(Standing::component, Function.identity(), (one, other) -> one));
        CourseLevels lifts = CourseLevels.of(courses.offered(), skills, now);
        List<Profile.Skill> known = new ArrayList<>();
        for (SkillFramework.Area area : framework.areas()) {
            for (SkillFramework.Component component : area.components()) {
                Optional<Standing> standing = Optional.ofNullable(standings.get(component.id()));
                int level = standing.map(Standing::level).orElse(0);
                known.add(new Profile.Skill(
                        area,
                        component,
                        level(framework, level),
                        proofs(standing, counted),
                        lifts.above(component.id(), level)
                                .flatMap(offer -> level(framework, offer.level())
                                        .map(reached -> new Profile.Lift(offer.course(), reached)))));
            }
        }
        return new Profile(framework, known, counted);
    }

    /** Those that name a fact of this person: what a plugin says is not taken on trust. */
    private static List<Proof> proofs(Optional<Standing> standing, Map<String, Fact> counted) {
        return standing.map(Standing::proofs).orElse(List.of()).stream()
                .filter(proof -> counted.containsKey(proof.fact()))
                .toList();
    }

    private static Optional<Level> level(SkillFramework framework, int number) {
        return framework.levels().stream()
                .filter(level -> level.number() == number)
                .findFirst();
    }
}
