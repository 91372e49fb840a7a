package vn.hoctap.server.programme;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.server.skill.Skills;

/** What somebody can do at a moment by the facts that prove skills; worked out when it is asked for first. */
final class Skilled {
    private final Programmes programmes;
    private final List<Fact> facts;
    private final Instant asOf;
    private @Nullable Map<String, Integer> profile;

    Skilled(Programmes programmes, List<Fact> facts, Instant asOf) {
        this.programmes = programmes;
        this.facts = facts.stream()
                .filter(fact -> !fact.skills().isEmpty() && !fact.endedAt().isAfter(asOf))
                .toList();
        this.asOf = asOf;
    }

    boolean isDigital(Yardstick yardstick) {
        return !facts.isEmpty() && yardstick.isDigital(levels(yardstick));
    }

    boolean isProficient(Yardstick yardstick) {
        return !facts.isEmpty() && yardstick.isProficient(levels(yardstick));
    }

    /** As the plugin that knows skills says; where none does, or it speaks of another framework, what the facts say. */
    private Map<String, Integer> levels(Yardstick yardstick) {
        if (!programmes.framework().equals(yardstick.framework())) {
            return said(yardstick.framework());
        }
        Map<String, Integer> known = profile;
        if (known == null) {
            known = Skills.levels(programmes.registry(), facts, asOf).orElse(Map.of());
            profile = known;
        }
        return known;
    }

    private Map<String, Integer> said(String framework) {
        Predicate<Fact> valid =
                fact -> fact.validUntil() == null || fact.validUntil().isAfter(asOf);
        Map<String, Integer> levels = new HashMap<>();
        facts.stream().filter(valid).flatMap(fact -> fact.skills().stream()).forEach(skill -> {
            if (skill.framework().equals(framework)) {
                levels.merge(skill.component(), skill.level(), Math::max);
            }
        });
        return levels;
    }
}
