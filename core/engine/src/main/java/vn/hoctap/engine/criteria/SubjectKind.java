package vn.hoctap.engine.criteria;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who can hold a title. */
public enum SubjectKind {
    CITIZEN("members"),
    FAMILY("families"),
    CLAN("clans"),
    COMMUNITY("communities"),
    UNIT("units");

    private static final Map<String, SubjectKind> BY_PLURAL =
            Stream.of(values()).collect(Collectors.toMap(SubjectKind::plural, kind -> kind));

    private final String plural;

    SubjectKind(String plural) {
        this.plural = plural;
    }

    /** As written in criteria sets, JSON and expressions. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As a measure names those that it counts: {@code of: families}. People are the {@code members}. */
    public String plural() {
        return plural;
    }

    /** Of which kinds its members are. */
    public Set<SubjectKind> members() {
        return switch (this) {
            case CITIZEN -> EnumSet.noneOf(SubjectKind.class);
            case FAMILY -> EnumSet.of(CITIZEN);
            case CLAN -> EnumSet.of(CITIZEN, FAMILY);
            case COMMUNITY -> EnumSet.allOf(SubjectKind.class);
            case UNIT -> EnumSet.of(CITIZEN, UNIT);
        };
    }

    public static Optional<SubjectKind> ofPlural(String plural) {
        return Optional.ofNullable(BY_PLURAL.get(plural));
    }

    public static Optional<SubjectKind> of(String slug) {
        return Stream.of(values()).filter(kind -> kind.slug().equals(slug)).findFirst();
    }
}
