package vn.hoctap.server.course;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.SkillFramework;
import vn.hoctap.api.SkillFramework.Component;
import vn.hoctap.api.SkillFramework.Name;
import vn.hoctap.server.http.Words;

/** What skills are called. Safe for use from any thread. */
public final class SkillNames {
    private final Supplier<List<SkillFramework>> frameworks;

    /** @param frameworks those that are known; the first is the usual one and is not named */
    public SkillNames(Supplier<List<SkillFramework>> frameworks) {
        this.frameworks = frameworks;
    }

    /** For instance {@code 4.2 Bảo vệ dữ liệu cá nhân và quyền riêng tư, bậc 3}; of an unknown framework its slug. */
    public String of(Words words, Skill skill) {
        List<SkillFramework> known = frameworks.get();
        boolean usual = !known.isEmpty() && known.getFirst().id().equals(skill.framework());
        String name = component(known, skill)
                .map(component -> component.id() + " " + in(words, component.name()))
                .orElse(skill.framework() + " " + skill.component());
        String level = words.get("skill.named", name, skill.level());
        return usual || component(known, skill).isEmpty() ? level : level + " (" + skill.framework() + ")";
    }

    private static Optional<Component> component(List<SkillFramework> known, Skill skill) {
        return known.stream()
                .filter(framework -> framework.id().equals(skill.framework()))
                .flatMap(framework -> framework.components().stream())
                .filter(component -> component.id().equals(skill.component()))
                .findFirst();
    }

    public static String in(Words words, Name name) {
        return words.language().equals("en") ? name.en() : name.vi();
    }
}
