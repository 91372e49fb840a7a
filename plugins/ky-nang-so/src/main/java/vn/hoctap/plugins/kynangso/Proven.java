package vn.hoctap.plugins.kynangso;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.hoctap.api.Fact;

/**
 * A level that a fact proves in a component of {@link Frameworks#OWN}.
 *
 * @param until when it lapses; {@link Instant#MAX}: never
 */
record Proven(String component, int level, Instant until) implements Comparable<Proven> {
    /** What nobody has verified, and what was failed, proves nothing. */
    static List<Proven> by(Fact fact) {
        Fact.Result result = fact.result();
        if (fact.skills().isEmpty() || !fact.verified() || (result != null && Boolean.FALSE.equals(result.passed()))) {
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
        int order = component.compareTo(other.component);
        order = order == 0 ? Integer.compare(level, other.level) : order;
        return order == 0 ? until.compareTo(other.until) : order;
    }
}
