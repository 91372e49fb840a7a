package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.engine.criteria.CriteriaRegistry.Judge;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Standing;
import vn.hoctap.engine.measure.Gathering;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.ledger.Verdict.Decided;
import vn.hoctap.server.plugin.guard.Quarantined;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.Transition;

/**
 * Judges one subject for everything that a batch touched: folds, decides, and moves its titles. A title may be the ground
 * of another one, so whatever asks for titles is decided again while titles change.
 */
final class Judging {
    private static final Logger LOG = LoggerFactory.getLogger(Judging.class);
    /** Titles that stand on titles that stand on titles: deeper chains than this are a fault of the sets. */
    private static final int MAX_ROUNDS = 5;
    /** So many plugins may fail while one subject is judged. */
    private static final int MAX_STOPPED = 20;

    private final RuleBook rules;
    private final Transition transition;
    private final Instant now;
    private final Function<Dossier, List<Entry>> entries;
    private final Ahead ahead;

    /** @param entries reads all entries of a subject, for those whose progress cannot be continued */
    Judging(RuleBook rules, Transition transition, Instant now, Function<Dossier, List<Entry>> entries) {
        this.rules = rules;
        this.transition = transition;
        this.now = now;
        this.entries = entries;
        this.ahead = new Ahead(rules, now);
    }

    /** Whether something touched has no progress that can be continued. */
    boolean needsEntries(Dossier dossier) {
        return dossier.touched().stream()
                .anyMatch(pair -> dossier.judge(pair, this::find)
                        .filter(judge -> !continues(dossier, pair, judge))
                        .isPresent());
    }

    private Optional<Judge> find(SubjectHistory subject, Pair pair) {
        return rules.judge(subject, pair, now);
    }

    /** Lets the moment take effect at which time alone changes something: titles expire, and all that stands is judged. */
    void passTime(Dossier dossier) {
        dossier.titles().live().stream()
                .filter(title -> title.lapsed(now))
                .forEach(title -> dossier.titles().put(title.expired()));
        ahead.standing(dossier).forEach(dossier::touch);
    }

    void judge(Dossier dossier) {
        Optional<Gathering> plugins = plugins(dossier);
        if (plugins.isEmpty()) {
            judgeAll(dossier);
            return;
        }
        for (int plugin = 0; plugin < MAX_STOPPED; plugin++) {
            try {
                plugins.get().together(() -> {
                    judgeAll(dossier);
                    return dossier;
                });
                return;
            } catch (Quarantined stopped) {
                // Its code is not called again, so that what it has left behind ends at the next attempt.
                dossier.verdicts().values().removeIf(this::isByPlugin);
            }
        }
        throw new IllegalStateException("More than " + MAX_STOPPED + " plugins fail for one subject.");
    }

    /** Who calls the code of plugins for this subject; empty when nothing asks for any. */
    private Optional<Gathering> plugins(Dossier dossier) {
        for (Pair pair : dossier.touched()) {
            Optional<Gathering> found = dossier.judge(pair, this::find).flatMap(judge -> rules.gathering(judge.set()));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private boolean isByPlugin(Verdict verdict) {
        return verdict instanceof Decided decided
                && rules.gathering(decided.judge().set()).isPresent();
    }

    private void judgeAll(Dossier dossier) {
        Set<Pair> open = dossier.touched();
        for (int round = 0; round < MAX_ROUNDS && !open.isEmpty(); round++) {
            boolean titlesChanged = round == 0 && !dossier.titles().changed().isEmpty();
            for (Pair pair : open) {
                titlesChanged |= judge(dossier, pair);
            }
            open = titlesChanged ? askingForTitles(dossier) : Set.of();
        }
        if (!dossier.verdicts().isEmpty()) {
            dossier.nextDue(ahead.next(dossier));
        }
    }

    private boolean judge(Dossier dossier, Pair pair) {
        Optional<Judge> judge = dossier.judge(pair, this::find);
        List<Title> stored = dossier.titles().of(pair.title(), pair.cycle());
        if (judge.isEmpty()) {
            dossier.verdicts().put(pair, new Verdict.Unjudged());
            return put(dossier, transition.unjudged(stored));
        }
        try {
            Decided decided = decide(dossier, pair, judge.get());
            dossier.verdicts().put(pair, decided);
            return put(dossier, transition.after(decided.decision(), judge.get().set(), stored));
        } catch (Quarantined stopped) {
            dossier.verdicts().put(pair, new Verdict.Withheld());
            return false;
        } catch (RuntimeException | LinkageError failure) {
            LOG.error(
                    "Set {} cannot judge the subject with key {}",
                    judge.get().set().id(),
                    dossier.key(),
                    failure);
            dossier.verdicts().put(pair, new Verdict.Failed());
            return false;
        }
    }

    private Decided decide(Dossier dossier, Pair pair, Judge judge) {
        Folder folder = rules.folder(judge.set(), pair.cycle());
        Circumstances circumstances = new Circumstances(
                dossier.titles().holdings(now), dossier.titles().heldLevel(pair.title(), now), now);
        Standing standing = dossier.verdicts().get(pair) instanceof Decided before
                ? before.standing().at(circumstances)
                : continued(dossier, pair, judge, folder, circumstances);
        return new Decided(judge, standing);
    }

    private Standing continued(Dossier dossier, Pair pair, Judge judge, Folder folder, Circumstances circumstances) {
        if (!continues(dossier, pair, judge)) {
            return Standing.of(folder, judge.state(), folder.all(entries.apply(dossier)), circumstances);
        }
        Standing known = dossier.standings().get(pair);
        if (known != null && known.isUnder(folder, judge.state())) {
            return known.addAll(dossier.newEntries(), circumstances);
        }
        return Standing.of(folder, judge.state(), fold(dossier, pair, folder), circumstances);
    }

    private Progress fold(Dossier dossier, Pair pair, Folder folder) {
        try {
            Progress progress =
                    folder.read(Objects.requireNonNull(dossier.rows().get(pair)).state());
            for (Entry entry : dossier.newEntries()) {
                progress = folder.add(progress, entry);
            }
            return progress;
        } catch (IllegalArgumentException writtenByAnOlderVersion) {
            return folder.all(entries.apply(dossier));
        }
    }

    private static boolean continues(Dossier dossier, Pair pair, Judge judge) {
        ProgressRow row = dossier.rows().get(pair);
        return row != null && row.isUnder(judge.set()) && !dossier.isRefolded(pair);
    }

    private boolean put(Dossier dossier, List<Title> titles) {
        titles.forEach(dossier.titles()::put);
        return !titles.isEmpty();
    }

    private Set<Pair> askingForTitles(Dossier dossier) {
        Set<Pair> known = new LinkedHashSet<>(dossier.touched());
        known.addAll(dossier.rows().keySet());
        Set<Pair> asking = new LinkedHashSet<>();
        for (Pair pair : known) {
            dossier.judge(pair, this::find)
                    .filter(judge -> RuleBook.asksForTitles(judge.set()))
                    .ifPresent(judge -> asking.add(pair));
        }
        return asking;
    }
}
