package vn.hoctap.engine.criteria;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who can hold a title. */
public enum SubjectKind {
    CITIZEN,
    FAMILY,
    CLAN,
    COMMUNITY,
    UNIT;

    /** As written in criteria sets, JSON and expressions. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SubjectKind> of(String slug) {
        return Stream.of(values()).filter(kind -> kind.slug().equals(slug)).findFirst();
    }
}
