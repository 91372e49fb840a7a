package vn.hoctap.plugins.kynangso;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.SkillFramework;
import vn.hoctap.api.SkillFramework.Area;
import vn.hoctap.api.SkillFramework.Component;
import vn.hoctap.api.SkillFramework.Crosswalk;

/** The frameworks of this plugin. Levels are given in {@link #OWN}; the others count through their crosswalks. */
final class Frameworks {
    static final SkillFramework OWN = FrameworkFile.read("tt02-2025");
    static final List<SkillFramework> ALL =
            List.of(OWN, FrameworkFile.read("qd757"), FrameworkFile.read("digcomp-2.2"));

    /** Its components by area. */
    private static final Map<String, Set<String>> AREAS = OWN.areas().stream()
            .collect(Collectors.toMap(
                    Area::id,
                    area -> area.components().stream().map(Component::id).collect(Collectors.toSet())));

    private static final Set<String> COMPONENTS =
            OWN.components().stream().map(Component::id).collect(Collectors.toSet());

    private Frameworks() {}

    /** The skill as skills of {@link #OWN}: none when its framework, component or level is unknown or not comparable. */
    static List<Skill> own(Skill skill) {
        return framework(skill.framework()).stream()
                .flatMap(framework -> own(framework, skill))
                .toList();
    }

    private static Stream<Skill> own(SkillFramework framework, Skill skill) {
        if (framework.equals(OWN)) {
            return known(skill) ? Stream.of(skill) : Stream.empty();
        }
        Crosswalk crosswalk = framework.crosswalk();
        Integer level = crosswalk == null ? null : crosswalk.levels().get(skill.level());
        return crosswalk == null || level == null
                ? Stream.empty()
                : crosswalk.components().getOrDefault(skill.component(), List.of()).stream()
                        .map(component -> new Skill(OWN.id(), component, level));
    }

    private static boolean known(Skill skill) {
        return COMPONENTS.contains(skill.component())
                && skill.level() >= 1
                && skill.level() <= OWN.levels().size();
    }

    static Optional<SkillFramework> framework(String id) {
        return ALL.stream().filter(framework -> framework.id().equals(id)).findFirst();
    }

    static boolean within(String component, String area) {
        return AREAS.getOrDefault(area, Set.of()).contains(component);
    }
}
