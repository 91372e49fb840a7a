package vn.hoctap.engine.measure;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The measures that every criteria set can use, with the fields of a fact that each can be taken {@code of}. */
public enum BuiltIn {
    COUNT(Set.of()),
    SUM(Set.of("hours", "scaled", "level")),
    MAX(Set.of("hours", "scaled", "level")),
    LATEST(Set.of("hours", "scaled", "passed")),
    DISTINCT(Set.of("course", "title", "type", "skills", "source")),
    MONTHS_ACTIVE(Set.of()),
    ASSESSED(Set.of()),
    STATUS(Set.of()),
    SHARE(Kinds.COUNTED),
    MEMBERS(Kinds.COUNTED);

    /** Whom a measure of members counts: people, or the collectives among the members. */
    private static final class Kinds {
        static final Set<String> COUNTED = Set.of("members", "families", "clans", "communities", "units");
    }

    private final Set<String> fields;

    BuiltIn(Set<String> fields) {
        this.fields = fields;
    }

    /** As written in criteria sets. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What {@code of} may name; empty: the measure takes no {@code of}. */
    public Set<String> fields() {
        return fields;
    }

    public static Optional<BuiltIn> of(String slug) {
        return Stream.of(values())
                .filter(measure -> measure.slug().equals(slug))
                .findFirst();
    }

    /** Whether it counts the members of a collective. */
    public boolean ofMembers() {
        return this == SHARE || this == MEMBERS;
    }

    /** Whether only how many and how much matters, not which. */
    boolean additive() {
        return this == COUNT || this == SUM || this == SHARE || this == MEMBERS;
    }
}
