package vn.hoctap.server.skill;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.api.Fact;
import vn.hoctap.api.SkillFramework;
import vn.hoctap.api.SkillProfile;
import vn.hoctap.api.SkillProfile.Standing;
import vn.hoctap.server.plugin.Registry;

/** The plugin that knows skills, or nothing where there is none or its code fails. Safe for use from any thread. */
public final class Skills {
    private static final Logger LOG = LoggerFactory.getLogger(Skills.class);

    private final Supplier<Registry> registry;

    public Skills(Supplier<Registry> registry) {
        this.registry = registry;
    }

    /** The first is the one in which levels are given. */
    public List<SkillFramework> frameworks() {
        return ask(SkillProfile::frameworks);
    }

    /** @param facts that count, of one person */
    List<Standing> standings(Collection<Fact> facts, Instant asOf) {
        return ask(profile -> profile.standings(facts, asOf));
    }

    /**
     * The highest level in each component of the framework in which levels are given, for those who count: it fails rather
     * than say that there is nothing.
     *
     * @return empty where no plugin knows skills
     */
    public static Optional<Map<String, Integer>> levels(Registry registry, Collection<Fact> facts, Instant asOf) {
        return registry.skillProfile()
                .map(profile -> profile.standings(facts, asOf).stream()
                        .collect(Collectors.toMap(Standing::component, Standing::level, Math::max)));
    }

    private <T> List<T> ask(Function<SkillProfile, List<T>> question) {
        try {
            return registry.get().skillProfile().map(question).orElse(List.of());
        } catch (RuntimeException | LinkageError failure) {
            LOG.error("A plugin cannot say what skills there are", failure);
            return List.of();
        }
    }
}
