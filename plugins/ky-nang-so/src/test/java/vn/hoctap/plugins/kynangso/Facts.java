package vn.hoctap.plugins.kynangso;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Fact.Skill;

/** Facts that prove skills: {@code Facts.proving("a", "tt02-2025", "4.2", 3)}, said by a centre in 2026. */
final class Facts {
    static final Instant ENDED = Instant.parse("2026-03-05T10:00:00Z");
    static final Instant LATER = Instant.parse("2026-11-01T00:00:00Z");

    private Facts() {}

    static Fact proving(String id, String framework, String component, int level) {
        return fact(id, List.of(new Skill(framework, component, level)), null, null, true);
    }

    static Fact lapsing(String id, String component, int level, String until) {
        return fact(id, List.of(new Skill("tt02-2025", component, level)), null, Instant.parse(until), true);
    }

    static Fact claimed(String id, String component, int level) {
        return fact(id, List.of(new Skill("tt02-2025", component, level)), null, null, false);
    }

    static Fact failed(String id, String component, int level) {
        return fact(id, List.of(new Skill("tt02-2025", component, level)), new Fact.Result(null, false), null, true);
    }

    static Fact fact(
            String id, List<Skill> skills, Fact.@Nullable Result result, @Nullable Instant until, boolean verified) {
        Fact.Source source = new Fact.Source(verified ? Fact.Source.Kind.CENTER : Fact.Source.Kind.SELF, null);
        return new Fact(id, "course", null, id, null, ENDED, until, null, result, skills, source, verified);
    }
}
