package vn.hoctap.server.programme;

import java.util.Locale;

/** What a target is a share of. */
enum Metric {
    /** Of a segment: who has been trained in the criteria. */
    TRAINED_SHARE,
    /** Of a segment: who holds the title. */
    HOLDERS_SHARE,
    /** Of the title's holders: who has digital skills. */
    HOLDERS_DIGITAL_SHARE,
    /** Of the title's holders, or of those of them with digital skills: who is proficient. */
    HOLDERS_DIGITAL_PROFICIENT_SHARE,
    /** Of the collectives that can earn the title: which hold it. */
    TITLE_SHARE;

    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isOfSegment() {
        return this == TRAINED_SHARE || this == HOLDERS_SHARE;
    }

    boolean isDigital() {
        return this == HOLDERS_DIGITAL_SHARE || this == HOLDERS_DIGITAL_PROFICIENT_SHARE;
    }
}
