package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.engine.criteria.CriteriaRegistry.Judge;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.engine.decision.Standing;
import vn.hoctap.engine.measure.Gathering;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.ledger.Verdict.Decided;
import vn.hoctap.server.plugin.guard.Quarantined;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.TitleFile;
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
    private final Headcounts headcounts;
    private final PluginCode code;
    private final Ahead ahead;
    /** One for all of them, for it is remembered with each. */
    private final Circumstances withoutTitles;

    /** @param entries reads all entries of a subject, for those whose progress cannot be continued */
    Judging(
            RuleBook rules,
            Transition transition,
            Instant now,
            Function<Dossier, List<Entry>> entries,
            Headcounts headcounts,
            PluginCode code) {
        this.rules = rules;
        this.transition = transition;
        this.now = now;
        this.entries = entries;
        this.headcounts = headcounts;
        this.code = code;
        this.ahead = new Ahead(rules, now);
        this.withoutTitles = new Circumstances(new TitleFile(List.of()).holdings(now), Optional.empty(), now);
    }

    /** Whether something touched has no progress that can be continued. */
    boolean needsEntries(Dossier dossier) {
        for (Matter matter : dossier.matters()) {
            if (matter.isTouched()) {
                Optional<Judge> judge = judge(dossier, matter);
                if (judge.isPresent() && !matter.continues(judge.get().set())) {
                    return true;
                }
            }
        }
        return false;
    }

    private Optional<Judge> judge(Dossier dossier, Matter matter) {
        return matter.judge(dossier.history(), this::find);
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

    /** Those whom the code of plugins judges change threads for it once, all together. */
    void judge(Collection<Dossier> dossiers) {
        List<Dossier> byPlugins = new ArrayList<>();
        Gathering plugins = null;
        for (Dossier dossier : dossiers) {
            Optional<Gathering> asked = plugins(dossier);
            if (asked.isPresent()) {
                plugins = asked.get();
                byPlugins.add(dossier);
            } else {
                judge(dossier);
            }
        }
        if (plugins != null) {
            judgeBy(plugins, byPlugins);
        }
    }

    private void judgeBy(Gathering plugins, List<Dossier> dossiers) {
        AtomicInteger next = new AtomicInteger();
        for (int plugin = 0; plugin < MAX_STOPPED; plugin++) {
            try {
                plugins.together(() -> {
                    for (; next.get() < dossiers.size(); next.incrementAndGet()) {
                        judge(dossiers.get(next.get()));
                    }
                    return next;
                });
                return;
            } catch (Quarantined stopped) {
                // Its code is not called again, so that what it has left behind ends at the next attempt.
                dossiers.get(next.get()).matters().stream()
                        .filter(matter -> isByPlugin(matter.verdict()))
                        .forEach(matter -> matter.verdict(null));
            }
        }
        throw new IllegalStateException("More than " + MAX_STOPPED + " plugins fail for a few subjects.");
    }

    /** Who calls the code of plugins for this subject; empty when nothing asks for any. */
    private Optional<Gathering> plugins(Dossier dossier) {
        for (Matter matter : dossier.matters()) {
            if (matter.isTouched()) {
                Optional<Gathering> found = judge(dossier, matter).flatMap(judge -> rules.gathering(judge.set()));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private boolean isByPlugin(@Nullable Verdict verdict) {
        return verdict instanceof Decided decided
                && rules.gathering(decided.judge().set()).isPresent();
    }

    private void judge(Dossier dossier) {
        List<Matter> open = touched(dossier);
        for (int round = 0; round < MAX_ROUNDS && !open.isEmpty(); round++) {
            boolean titlesChanged = round == 0 && !dossier.titles().changed().isEmpty();
            for (Matter matter : open) {
                titlesChanged |= decided(dossier, matter);
            }
            open = titlesChanged ? askingForTitles(dossier) : List.of();
        }
        if (dossier.isJudged() || dossier.isTurned() || dossier.wasStirred()) {
            dossier.nextDue(ahead.next(dossier));
        }
    }

    private static List<Matter> touched(Dossier dossier) {
        List<Matter> touched = new ArrayList<>(dossier.matters().size());
        for (Matter matter : dossier.matters()) {
            if (matter.isTouched()) {
                touched.add(matter);
            }
        }
        return touched;
    }

    /** Whether titles have changed by it. */
    private boolean decided(Dossier dossier, Matter matter) {
        Pair pair = matter.pair();
        Optional<Judge> judge = judge(dossier, matter);
        List<Title> stored = dossier.titles().of(pair.title(), pair.cycle());
        boolean counting = !dossier.isCitizen()
                && judge.filter(one -> RuleBook.countsMembers(one.set())).isPresent();
        if (!counting && dossier.rollcall() != null) {
            dossier.rollcall().drop(pair);
        }
        if (judge.isEmpty()) {
            matter.verdict(new Verdict.Unjudged());
            return put(dossier, transition.unjudged(stored));
        }
        if (code == PluginCode.LEFT && rules.gathering(judge.get().set()).isPresent()) {
            matter.verdict(new Verdict.Withheld());
            return false;
        }
        try {
            if (counting && !isCounted(dossier, matter, judge.get())) {
                return false;
            }
            Decided decided = decide(dossier, matter, judge.get());
            matter.verdict(decided);
            if (stored.isEmpty() && decided.standing().outcome() != Outcome.MET) {
                return false; // most people; to put the decision into words for them would cost as much as to come to
                // it
            }
            return put(dossier, transition.after(decided.decision(), judge.get().set(), stored));
        } catch (Quarantined stopped) {
            matter.verdict(new Verdict.Withheld());
            return false;
        } catch (RuntimeException | LinkageError failure) {
            LOG.error(
                    "Set {} cannot judge the subject with key {}",
                    judge.get().set().id(),
                    dossier.key(),
                    failure);
            matter.verdict(new Verdict.Failed());
            return false;
        }
    }

    /** Nobody wins or loses a title on half a count. */
    private boolean isCounted(Dossier dossier, Matter matter, Judge judge) {
        Optional<Headcount> count = headcounts.of(dossier, matter.pair(), judge);
        if (count.filter(dossier.ownRollcall()::isNew).isPresent()) {
            matter.refold();
        }
        return count.isPresent();
    }

    private Decided decide(Dossier dossier, Matter matter, Judge judge) {
        Pair pair = matter.pair();
        Folder folder = rules.folder(judge.set(), pair.cycle());
        Circumstances circumstances =
                dossier.titles().isEmpty() ? withoutTitles : circumstances(dossier.titles(), pair);
        Standing standing = matter.verdict() instanceof Decided before
                ? before.standing().at(circumstances)
                : continued(dossier, matter, judge, folder, circumstances);
        return new Decided(judge, standing);
    }

    private Circumstances circumstances(TitleFile titles, Pair pair) {
        return new Circumstances(titles.holdings(now), titles.heldLevel(pair.title(), now), now);
    }

    private Standing continued(
            Dossier dossier, Matter matter, Judge judge, Folder folder, Circumstances circumstances) {
        Standing known = matter.known();
        if (known == null || !matter.continues(judge.set())) {
            return Standing.of(folder, judge.state(), progress(dossier, matter, judge, folder), circumstances);
        }
        if (known.isUnder(folder, judge.state())) {
            return known.addAll(dossier.newEntries(), circumstances);
        }
        return Standing.of(
                folder,
                judge.state(),
                known.isOf(folder) ? added(known.progress(), dossier, folder) : all(dossier, matter, folder),
                circumstances);
    }

    private Progress progress(Dossier dossier, Matter matter, Judge judge, Folder folder) {
        byte[] state = matter.state();
        if (state == null || !matter.continues(judge.set())) {
            return all(dossier, matter, folder);
        }
        try {
            return added(folder.read(state), dossier, folder);
        } catch (IllegalArgumentException writtenByAnOlderVersion) {
            return all(dossier, matter, folder);
        }
    }

    private Progress all(Dossier dossier, Matter matter, Folder folder) {
        Progress progress = folder.all(entries.apply(dossier));
        for (Entry members : dossier.members(matter.pair())) {
            progress = folder.add(progress, members);
        }
        return progress;
    }

    private static Progress added(Progress progress, Dossier dossier, Folder folder) {
        Progress sum = progress;
        for (Entry entry : dossier.newEntries()) {
            sum = folder.add(sum, entry);
        }
        return sum;
    }

    private boolean put(Dossier dossier, List<Title> titles) {
        titles.forEach(dossier.titles()::put);
        return !titles.isEmpty();
    }

    private List<Matter> askingForTitles(Dossier dossier) {
        return dossier.matters().stream()
                .filter(matter -> matter.isTouched() || matter.stored() != null)
                .filter(matter -> judge(dossier, matter)
                        .filter(judge -> RuleBook.asksForTitles(judge.set()))
                        .isPresent())
                .toList();
    }
}
