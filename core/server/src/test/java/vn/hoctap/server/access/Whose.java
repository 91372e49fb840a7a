package vn.hoctap.server.access;

import java.util.Locale;

/** Whom or what a request is about, as seen by somebody whose part is the commune quang-vinh. */
enum Whose {
    /** The learner himself, who lives in a village of the commune; and what the one who asks has made. */
    SELF("thon-3-quang-vinh"),
    OWN("quang-vinh"),
    SIBLING("yen-mac"),
    PARENT("ninh-binh"),
    FOREIGN("tphcm");

    static final String PART = "quang-vinh";

    private final String unit;

    Whose(String unit) {
        this.unit = unit;
    }

    String unit() {
        return unit;
    }

    String person() {
        return "moc-" + name().toLowerCase(Locale.ROOT);
    }

    String personName() {
        return "Mốc " + name();
    }

    boolean inPart() {
        return this == SELF || this == OWN;
    }
}
