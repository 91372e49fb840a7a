package vn.hoctap.sample;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pf4j.Extension;
import vn.hoctap.api.Fact;
import vn.hoctap.api.SkillFramework;
import vn.hoctap.api.SkillFramework.Area;
import vn.hoctap.api.SkillFramework.Component;
import vn.hoctap.api.SkillFramework.Level;
import vn.hoctap.api.SkillFramework.Name;
import vn.hoctap.api.SkillProfile;

/**
 * A profile of three skills and four levels as a plugin would bring it; tests pack its class into a jar. It fails where
 * a fact claims the level {@value #TOO_HIGH}.
 */
@Extension
public final class Ladder implements SkillProfile {
    public static final String ID = "thang";
    public static final int TOO_HIGH = 13;
    private static final int LEVELS = 4;

    @Override
    public List<SkillFramework> frameworks() {
        Area first = new Area(
                "1",
                new Name("Thông tin", "Information"),
                List.of(component("1.1", "Tìm kiếm", "Searching"), component("1.2", "Đánh giá", "Evaluating")));
        Area second = new Area("2", new Name("An toàn", "Safety"), List.of(component("2.1", "Thiết bị", "Devices")));
        List<Level> levels =
                IntStream.rangeClosed(1, LEVELS).mapToObj(Ladder::level).toList();
        return List.of(new SkillFramework(
                ID,
                new Name("Thang thử", "Trial ladder"),
                SkillFramework.Status.ILLUSTRATIVE,
                "a test",
                List.of(first, second),
                levels,
                null));
    }

    private static Component component(String id, String vi, String en) {
        return new Component(id, new Name(vi, en));
    }

    private static Level level(int number) {
        Name band = number <= 2 ? new Name("Thấp", "Low") : new Name("Cao", "High");
        return new Level(number, band, new Name("làm được", "can do"));
    }

    @Override
    public List<Standing> standings(Collection<Fact> facts, Instant asOf) {
        return Stream.of("1.1", "1.2", "2.1")
                .flatMap(component -> standing(component, facts, asOf).stream())
                .toList();
    }

    private static Optional<Standing> standing(String component, Collection<Fact> facts, Instant asOf) {
        List<Proof> proofs = facts.stream()
                .filter(fact -> fact.verified() && (fact.validUntil() == null || asOf.isBefore(fact.validUntil())))
                .flatMap(fact -> proofs(fact, component))
                .sorted(Comparator.comparingInt(Proof::level).reversed())
                .toList();
        return proofs.isEmpty()
                ? Optional.empty()
                : Optional.of(new Standing(component, proofs.getFirst().level(), proofs));
    }

    private static Stream<Proof> proofs(Fact fact, String component) {
        return fact.skills().stream()
                .filter(skill ->
                        skill.framework().equals(ID) && skill.component().equals(component))
                .map(skill -> {
                    if (skill.level() == TOO_HIGH) {
                        throw new IllegalStateException("no such level");
                    }
                    return new Proof(fact.id(), skill.level());
                });
    }
}
