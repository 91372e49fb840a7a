package vn.hoctap.plugins.kynangso;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pf4j.Extension;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Measure;
import vn.hoctap.api.Rational;

/**
 * {@code {measure: skill-level, component: "4.2"}} is the person's level, 1 to 8, in a component of TT 02/2025.
 * {@code {measure: skill-level, level: "3", area: "4"}} is the number of components (of the area) at that level or
 * higher. Only verified facts count, whatever {@code trust} says, and none that was failed or has lapsed; skills of the
 * other frameworks count through their crosswalk. What was proved in earlier years counts with {@code window: held}.
 */
@Extension
public final class SkillLevel implements Measure<Levels> {
    @Override
    public String name() {
        return "skill-level";
    }

    @Override
    public List<Fault> faults(Map<String, String> options) {
        return new Wanted(options).faults();
    }

    @Override
    public Levels zero() {
        return Levels.NONE;
    }

    @Override
    public Levels add(Levels state, Fact fact, Map<String, String> options) {
        return counted(state, fact, options, 1);
    }

    @Override
    public Optional<Levels> remove(Levels state, Fact fact, Map<String, String> options) {
        return Optional.of(counted(state, fact, options, -1));
    }

    /** The same state when the fact proves nothing that is wanted. */
    private static Levels counted(Levels state, Fact fact, Map<String, String> options, int times) {
        Wanted wanted = new Wanted(options);
        Levels counted = state;
        for (Proven proven : Proven.by(fact)) {
            if (wanted.concerns(proven)) {
                counted = counted.plus(proven, times);
            }
        }
        return counted;
    }

    @Override
    public Levels merge(Levels one, Levels other) {
        return one.plus(other);
    }

    @Override
    public Optional<Rational> value(Levels state, Map<String, String> options) {
        return value(state, options, Instant.MIN);
    }

    @Override
    public Optional<Rational> value(Levels state, Map<String, String> options, Instant asOf) {
        return new Wanted(options).value(state, asOf);
    }

    @Override
    public Optional<Instant> changes(Levels state, Map<String, String> options, Instant asOf) {
        return state.lapsesAfter(asOf);
    }

    @Override
    public byte[] write(Levels state) {
        return state.write();
    }

    @Override
    public Levels read(byte[] bytes) {
        return Levels.read(bytes);
    }
}
