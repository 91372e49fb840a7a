package vn.hoctap.plugins.kynangso;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.hoctap.api.Fact;

/**
 * A level that a fact proves in a component of {@link Frameworks#OWN}.
 *
 * @param until when it lapses; {@link Instant#MAX}: never
 */
record Proven(String component, int level, Instant until) implements Comparable<Proven> {
    private static final Comparator<Proven> ORDER = Comparator.comparing(Proven::component)
            .thenComparingInt(Proven::level)
            .thenComparing(Proven::until);

    /** What nobody has verified, and what was failed, proves nothing. */
    static List<Proven> by(Fact fact) {
        Fact.Result result = fact.result();
        if (!fact.verified() || (result != null && Boolean.FALSE.equals(result.passed()))) {
            return List.of();
        }
        Instant until = Optional.ofNullable(fact.validUntil()).orElse(Instant.MAX);
        return fact.skills().stream()
                .flatMap(skill -> Frameworks.own(skill).stream())
                .map(skill -> new Proven(skill.component(), skill.level(), until))
                .toList();
    }

    boolean holdsAt(Instant moment) {
        return until.isAfter(moment);
    }

    @Override
    public int compareTo(Proven other) {
        return ORDER.compare(this, other);
    }
}
