package vn.hoctap.server.plugin.guard;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import vn.hoctap.api.Fact;
import vn.hoctap.api.SkillFramework;
import vn.hoctap.api.SkillProfile;

/** A plugin's profile of skills, called through its ward. */
final class GuardedProfile implements SkillProfile {
    private final Ward ward;
    private final SkillProfile profile;
    private final List<SkillFramework> frameworks;

    /** Its frameworks are the same at every call, and asked once: a plugin whose data cannot be read does not start. */
    GuardedProfile(Ward ward, SkillProfile profile) {
        this.ward = ward;
        this.profile = profile;
        this.frameworks = ward.start(() -> {
            List<SkillFramework> said = List.copyOf(profile.frameworks());
            if (said.isEmpty()) {
                throw new IllegalStateException("frameworks() returned none");
            }
            return said;
        });
    }

    @Override
    public List<SkillFramework> frameworks() {
        return frameworks;
    }

    @Override
    public List<Standing> standings(Collection<Fact> facts, Instant asOf) {
        return ward.call(() -> List.copyOf(profile.standings(facts, asOf)));
    }
}
