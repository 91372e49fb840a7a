package vn.hoctap.api;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * Says which level of skill a person has in each component of a framework, and what proves it. The host shows it as the
 * person's profile; a measure of the same plugin that counts levels for a title must agree with it.
 *
 * <p>The host calls it from several threads of its own at once. All methods are pure: no I/O, no clock, no shared mutable
 * state. A method that throws, or takes longer than a second, puts the whole plugin into quarantine as it does with a
 * {@link Measure}; pages and answers say that there is no profile.
 */
public interface SkillProfile extends ExtensionPoint {

    /** All frameworks it knows, the same at every call. The first is the one in which levels are given; never empty. */
    List<SkillFramework> frameworks();

    /**
     * The standing in every component of the first framework in which anything is proved, in the framework's order. A
     * component that is absent is not yet known, which is not level 0.
     *
     * @param facts those of one person that are neither withdrawn nor rejected, of any time and in any order. The host
     *     also asks with the one fact of passing a course, to learn what that course would prove
     * @param asOf the moment at which it must hold; what lapsed before proves nothing
     */
    List<Standing> standings(Collection<Fact> facts, Instant asOf);

    /**
     * @param component its id in the first framework
     * @param level the highest one proved
     * @param proofs every fact that proves this or a lower level, the highest level first, then the latest; never empty
     */
    record Standing(String component, int level, List<Proof> proofs) {
        public Standing {
            proofs = List.copyOf(proofs);
        }
    }

    /** @param fact the id of the fact that proves the level */
    record Proof(String fact, int level) {}
}
