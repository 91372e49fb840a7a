package vn.hoctap.server.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.engine.criteria.Way.Window;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Circumstances.HeldLevel;
import vn.hoctap.engine.decision.Horizon;
import vn.hoctap.engine.progress.Slot;
import vn.hoctap.server.ledger.RuleBook.Carrying;
import vn.hoctap.server.ledger.Verdict.Decided;
import vn.hoctap.server.title.Title;

/** When time alone changes something for a subject next, after what was decided at a moment. Used by one thread. */
final class Ahead {
    private final RuleBook rules;
    private final Instant now;
    private final Touching touching;
    private final Map<SubjectKind, Map<Pair, Optional<Instant>>> nextYears = new EnumMap<>(SubjectKind.class);

    /** @param now the moment of the decisions */
    Ahead(RuleBook rules, Instant now) {
        this.rules = rules;
        this.now = now;
        this.touching = new Touching(rules, now);
    }

    /** What has to be judged when time has changed something. */
    Set<Pair> standing(Dossier dossier) {
        return touching.standing(dossier);
    }

    /** What was not judged now changes when it would have changed before. Empty: nothing does. */
    Optional<Instant> next(Dossier dossier) {
        Earliest next = new Earliest();
        dossier.due().filter(due -> isLeft(dossier)).ifPresent(next::add);
        for (Title title : dossier.titles().live()) {
            if (title.validUntil() != null && title.validUntil().isAfter(now)) {
                next.add(title.validUntil());
            }
        }
        boolean dated = dated(dossier);
        if (dated) {
            turns(dossier).forEach(next::add);
        }
        for (Matter matter : dossier.matters()) {
            Verdict verdict = matter.verdict();
            if (verdict != null) {
                horizon(dossier, matter.pair(), verdict).ifPresent(next::add);
                if (dated) {
                    judgeChanges(dossier, matter.pair()).ifPresent(next::add);
                }
                newYear(dossier, matter.pair(), verdict, dated).ifPresent(next::add);
            }
        }
        return next.found();
    }

    /** Whether time may change something that was not judged now. */
    private boolean isLeft(Dossier dossier) {
        Set<Pair> standing = touching.standing(dossier);
        Rollcall rollcall = dossier.rollcall();
        if (rollcall != null) {
            standing.removeIf(rollcall::isCounting); // it is judged once it is counted
        }
        for (Matter matter : dossier.matters()) {
            if (matter.isJudged()) {
                standing.remove(matter.pair());
            }
        }
        return !standing.isEmpty();
    }

    private static final class Earliest {
        private @Nullable Instant earliest;

        void add(Instant moment) {
            if (earliest == null || moment.isBefore(earliest)) {
                earliest = moment;
            }
        }

        Optional<Instant> found() {
            return Optional.ofNullable(earliest);
        }
    }

    private boolean dated(Dossier dossier) {
        if (dossier.dated().isEmpty()) {
            // A zone may be a day ahead of or behind another one.
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
            dossier.dated(dossier.history().changes(today).isPresent());
        }
        return dossier.dated().orElseThrow();
    }

    /** When something dated changes what collectives count of the subject, whatever it is judged for itself. */
    private List<Instant> turns(Dossier dossier) {
        return rules.rulesOfMembers().stream()
                .flatMap(rule -> dossier
                        .history()
                        .changes(LocalDate.ofInstant(now, rule.zone()))
                        .map(day -> day.atStartOfDay(rule.zone()).toInstant())
                        .stream())
                .toList();
    }

    /** With the titles as the decision has left them: a wait may begin with it. */
    private Optional<Instant> horizon(Dossier dossier, Pair pair, Verdict verdict) {
        if (!(verdict instanceof Decided decided)) {
            return Optional.empty();
        }
        Optional<HeldLevel> held = dossier.titles().heldLevel(pair.title(), now);
        return held.equals(decided.circumstances().held())
                ? decided.standing().horizon()
                : Horizon.of(
                        decided.folder(),
                        decided.progress(),
                        new Circumstances(decided.circumstances().holdings(), held, now));
    }

    private Optional<Instant> judgeChanges(Dossier dossier, Pair pair) {
        return rules.criteria().judgeChanges(dossier.history(), pair.title(), pair.cycle(), now);
    }

    /** The next cycle begins without a fact of its own where something earned before may count in it. */
    private Optional<Instant> newYear(Dossier dossier, Pair pair, Verdict verdict, boolean dated) {
        List<Carrying> carrying = rules.carriedOver(dossier.history().kind(), pair.title());
        if (carrying.isEmpty()) {
            return Optional.empty();
        }
        return nextYears
                .computeIfAbsent(dossier.history().kind(), kind -> new HashMap<>())
                .computeIfAbsent(pair, p -> nextYear(p, carrying))
                .filter(begin -> dated || carries(dossier, carrying, verdict, begin));
    }

    /** When the cycle after this one begins, while this is the current one. */
    private Optional<Instant> nextYear(Pair pair, List<Carrying> carrying) {
        return carrying.stream()
                .map(one -> one.set().cycle())
                .distinct()
                .filter(rule -> rule.yearOf(now) == pair.cycle())
                .map(rule -> rule.end(pair.cycle()))
                .min(Comparator.naturalOrder());
    }

    private static boolean carries(Dossier dossier, List<Carrying> carrying, Verdict verdict, Instant begin) {
        if (!(verdict instanceof Decided decided)) {
            return false;
        }
        CriteriaSet set = decided.folder().set();
        for (Carrying one : carrying) {
            // Another version may count what this one does not, and members hold what they hold.
            if (one.set().id().equals(set.id())
                    && (!one.set().version().equals(set.version())
                            || decided.folder().waysOfMembers() > 0
                            || holdsTitles(dossier, one.asked(), begin))) {
                return true;
            }
        }
        return holdsFacts(decided, begin);
    }

    private static boolean holdsFacts(Decided decided, Instant begin) {
        for (int i = 0; i < decided.folder().slots().size(); i++) {
            Slot slot = decided.folder().slots().get(i);
            if (slot.way().window() == Window.HELD
                    && slot.tally().value(decided.progress().state(i), begin).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsTitles(Dossier dossier, Set<String> asked, Instant begin) {
        return dossier.titles().live().stream()
                .anyMatch(title -> asked.contains(title.title()) && !title.lapsed(begin));
    }
}
