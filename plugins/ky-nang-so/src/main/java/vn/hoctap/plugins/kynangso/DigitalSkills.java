package vn.hoctap.plugins.kynangso;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pf4j.Extension;
import vn.hoctap.api.Fact;
import vn.hoctap.api.SkillFramework;
import vn.hoctap.api.SkillFramework.Component;
import vn.hoctap.api.SkillProfile;

/** The digital-skill profile in the components of TT 02/2025, by the same rules as {@link SkillLevel}. */
@Extension
public final class DigitalSkills implements SkillProfile {

    private record Found(Fact fact, Proven proven) {
        private static final Comparator<Found> BEST_FIRST = Comparator.comparing(
                        (Found found) -> found.proven().level(), Comparator.reverseOrder())
                .thenComparing(found -> found.fact().endedAt(), Comparator.reverseOrder())
                .thenComparing(found -> found.fact().id());

        Proof proof() {
            return new Proof(fact.id(), proven.level());
        }
    }

    @Override
    public List<SkillFramework> frameworks() {
        return Frameworks.ALL;
    }

    @Override
    public List<Standing> standings(Collection<Fact> facts, Instant asOf) {
        List<Found> found = facts.stream()
                .flatMap(fact -> found(fact, asOf))
                .sorted(Found.BEST_FIRST)
                .toList();
        List<Standing> standings = new ArrayList<>();
        for (Component component : Frameworks.OWN.components()) {
            List<Proof> proofs = found.stream()
                    .filter(candidate -> candidate.proven().component().equals(component.id()))
                    .map(Found::proof)
                    .toList();
            if (!proofs.isEmpty()) {
                standings.add(new Standing(component.id(), proofs.getFirst().level(), proofs));
            }
        }
        return standings;
    }

    /** One for each component: the best that the fact proves there. */
    private static Stream<Found> found(Fact fact, Instant asOf) {
        Map<String, Integer> best = Proven.by(fact).stream()
                .filter(proven -> proven.holdsAt(asOf))
                .collect(Collectors.toMap(Proven::component, Proven::level, Math::max, TreeMap::new));
        return best.entrySet().stream()
                .map(level -> new Found(fact, new Proven(level.getKey(), level.getValue(), Instant.MAX)));
    }
}
