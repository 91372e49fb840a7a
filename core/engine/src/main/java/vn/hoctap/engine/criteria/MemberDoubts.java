package vn.hoctap.engine.criteria;

import java.util.Map;
import vn.hoctap.engine.expression.Expression;

/** Looks for titles that nobody of the counted kind can hold: then the share is always 0. */
final class MemberDoubts {
    /** Who holds the titles that the product ships. */
    private static final Map<String, SubjectKind> HOLDERS = Map.of(
            "cong-dan-hoc-tap", SubjectKind.CITIZEN,
            "gia-dinh-hoc-tap", SubjectKind.FAMILY,
            "dong-ho-hoc-tap", SubjectKind.CLAN,
            "cong-dong-hoc-tap", SubjectKind.COMMUNITY,
            "don-vi-hoc-tap", SubjectKind.UNIT);

    private final Way way;
    private final SubjectKind counted;
    private final Part.Mapping written;
    private final Faults faults;

    MemberDoubts(Way way, SubjectKind counted, Part.Mapping written, Faults faults) {
        this.way = way;
        this.counted = counted;
        this.written = written;
        this.faults = faults;
    }

    void look() {
        way.where().ifPresent(where -> titles(where, written.at("where")));
        way.have().ifPresent(have -> titles(have, written.at("have")));
    }

    private void titles(Expression test, Part at) {
        if (at.origin().style() == Origin.Style.INHERITED) {
            return;
        }
        test.titles().stream().sorted().forEach(title -> {
            SubjectKind holder = HOLDERS.get(title);
            if (holder != null && holder != counted) {
                faults.warn(
                        at,
                        "A " + counted.slug() + " never holds “" + title + "”.",
                        "Write of: " + holder.plural() + ", or ask for another title.");
            }
        });
    }
}
