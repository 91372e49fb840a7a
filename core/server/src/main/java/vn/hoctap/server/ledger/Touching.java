package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.hoctap.engine.criteria.SubjectKind;

/** Which titles and cycles something concerns. Used by one thread. */
final class Touching {
    private final RuleBook rules;
    private final Instant now;
    private final Map<SubjectKind, List<Pair>> current = new EnumMap<>(SubjectKind.class);

    Touching(RuleBook rules, Instant now) {
        this.rules = rules;
        this.now = now;
    }

    /**
     * What a fact that ended then may count for: its own cycle, and later ones where a set counts what is still held; of
     * those, the cycles that have been judged already and the current one.
     */
    Collection<Pair> pairs(Dossier dossier, Instant endedAt) {
        SubjectKind kind = dossier.history().kind();
        List<Pair> pairs = rules.pairs(kind, endedAt);
        Set<String> held = rules.heldTitles(kind);
        if (held.isEmpty()) {
            return pairs;
        }
        int own = pairs.isEmpty() ? Integer.MAX_VALUE : pairs.getLast().cycle();
        Set<Pair> later = Set.of(); // nearly always: most is learned in the current cycle
        for (Pair pair : current(kind)) {
            later = isLater(pair, own, held) ? with(later, pair) : later;
        }
        for (Matter matter : dossier.matters()) {
            later = matter.stored() != null && isLater(matter.pair(), own, held) ? with(later, matter.pair()) : later;
        }
        if (later.isEmpty()) {
            return pairs;
        }
        Set<Pair> all = new LinkedHashSet<>(pairs);
        all.addAll(later);
        return all;
    }

    private static boolean isLater(Pair pair, int own, Set<String> held) {
        return pair.cycle() > own && held.contains(pair.title());
    }

    private static Set<Pair> with(Set<Pair> some, Pair one) {
        Set<Pair> more = new LinkedHashSet<>(some);
        more.add(one);
        return more;
    }

    /** What time alone may change: all that is judged, and the current cycle. */
    Set<Pair> standing(Dossier dossier) {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (Matter matter : dossier.matters()) {
            if (matter.stored() != null) {
                pairs.add(matter.pair());
            }
        }
        dossier.titles().live().forEach(title -> pairs.add(new Pair(title.title(), title.cycle())));
        pairs.addAll(current(dossier.history().kind()));
        return pairs;
    }

    /** The same, and all that something was ever recorded for, whoever judged it then. */
    Set<Pair> everything(Dossier dossier) {
        Set<Pair> pairs = standing(dossier);
        pairs.addAll(dossier.assessedPairs());
        dossier.learnedAt().forEach(endedAt -> pairs.addAll(pairs(dossier, endedAt)));
        return pairs;
    }

    private List<Pair> current(SubjectKind kind) {
        return current.computeIfAbsent(kind, k -> rules.pairs(k, now));
    }
}
