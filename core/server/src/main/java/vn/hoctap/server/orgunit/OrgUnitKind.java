package vn.hoctap.server.orgunit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import vn.hoctap.engine.criteria.SubjectKind;

/** What an organisational unit is. */
public enum OrgUnitKind {
    COUNTRY,
    PROVINCE,
    DISTRICT,
    COMMUNE,
    VILLAGE,
    ORGANISATION;

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<OrgUnitKind> of(String slug) {
        return Stream.of(values()).filter(kind -> kind.slug().equals(slug)).findFirst();
    }

    /** What its people are together. */
    public SubjectKind subject() {
        return this == ORGANISATION ? SubjectKind.UNIT : SubjectKind.COMMUNITY;
    }
}
