package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import vn.hoctap.engine.criteria.SubjectKind;

/** Which titles and cycles something concerns. */
record Touching(RuleBook rules, Instant now) {

    /**
     * What a fact that ended then may count for: its own cycle, and later ones where a set counts what is still held; of
     * those, the cycles that have been judged already and the current one.
     */
    Set<Pair> pairs(Dossier dossier, Instant endedAt) {
        SubjectKind kind = dossier.history().kind();
        Set<Pair> pairs = new LinkedHashSet<>();
        int last = Integer.MIN_VALUE;
        for (int cycle : rules.criteria().cycles(kind, endedAt)) {
            rules.criteria().titles(kind).forEach(title -> pairs.add(new Pair(title, cycle)));
            last = Math.max(last, cycle);
        }
        Set<String> held = rules.heldTitles(kind);
        int own = last;
        if (!held.isEmpty()) {
            current(kind).stream()
                    .filter(pair -> pair.cycle() > own && held.contains(pair.title()))
                    .forEach(pairs::add);
            dossier.rows().keySet().stream()
                    .filter(pair -> pair.cycle() > own && held.contains(pair.title()))
                    .forEach(pairs::add);
        }
        return pairs;
    }

    /** All that was ever judged, and the current cycle. */
    Set<Pair> everything(Dossier dossier) {
        Set<Pair> pairs = new LinkedHashSet<>(dossier.rows().keySet());
        dossier.titles().live().forEach(title -> pairs.add(new Pair(title.title(), title.cycle())));
        pairs.addAll(current(dossier.history().kind()));
        return pairs;
    }

    private Set<Pair> current(SubjectKind kind) {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (int cycle : rules.criteria().cycles(kind, now)) {
            rules.criteria().titles(kind).forEach(title -> pairs.add(new Pair(title, cycle)));
        }
        return pairs;
    }
}
