package vn.hoctap.server.editor;

import java.time.LocalDate;
import java.util.Optional;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.subject.SearchText;

/**
 * The first text of a draft.
 *
 * @param name what its author calls it, for instance after the place that it is for
 * @param base the set whose parts it changes; empty: a set of its own
 */
record NewDraft(String name, Optional<CriteriaSet> base, String unit, LocalDate today, Words words) {
    static final int LONGEST = 60;

    /** Words of plain letters with hyphens between them, as ids are made of. */
    static String slug(String text) {
        return SearchText.of(text).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    boolean isNamed() {
        return !slug(name).isEmpty() && name.length() <= LONGEST;
    }

    String setId() {
        return base.map(set -> set.awards() + "/" + slug(name)).orElseGet(() -> slug(name));
    }

    String criteria() {
        int year = today.getYear();
        SetDocument document = base.isPresent() ? extending() : alone();
        document.put("/id", setId());
        document.put("/version", year + ".1");
        document.put("/source", words.get("editor.new.source", unit));
        document.putPlain("/effective/from", year + "-01-01");
        return document.write();
    }

    private SetDocument extending() {
        String id = base.orElseThrow().id();
        SetDocument document = read("""
                # %s
                id: x
                extends: %s
                version: x
                status: illustrative
                source: x
                effective: {from: 2026-01-01}
                """.formatted(words.get("editor.new.remark", id), id));
        return document;
    }

    private SetDocument alone() {
        SetDocument document = read("""
                # %s
                id: x
                version: x
                status: illustrative
                source: x
                title: {vi: x}
                subject: citizen
                effective: {from: 2026-01-01}
                cycle: {kind: calendar-year}
                parameters:
                  passMark: {value: 10}
                criteria:
                  - id: nhom-1
                    name: {vi: x}
                    indicators:
                      - id: chi-so-1
                        name: {vi: x}
                        max: 10
                        from:
                          - measure: sum
                            of: hours
                            where: 'activity.type in ["course", "workshop"]'
                            trust: verified
                            points:
                              - {atLeast: 10, give: 5}
                              - {atLeast: 20, give: 10}
                      - id: chi-so-2
                        name: {vi: x}
                        max: 10
                        from:
                          - {measure: assessed, by: appraiser}
                award:
                  scheme: sum
                  requires:
                    - {id: total, name: {vi: x}, if: 'total >= parameter.passMark'}
                validity: {months: 12}
                recognition: automatic
                """.formatted(words.get("editor.new.remark.alone")));
        document.put("/title/vi", name);
        document.put("/criteria/0/name/vi", words.get("editor.new.criterion"));
        document.put("/criteria/0/indicators/0/name/vi", words.get("editor.new.hours"));
        document.put("/criteria/0/indicators/1/name/vi", words.get("editor.new.appraised"));
        document.put("/award/requires/0/name/vi", words.get("condition.total"));
        return document;
    }

    private static SetDocument read(String yaml) {
        return SetDocument.read(yaml).orElseThrow();
    }
}
