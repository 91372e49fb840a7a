package vn.hoctap.engine.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.decision.Outline.Question;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;
import vn.hoctap.engine.progress.SubjectState;

/**
 * Where a subject stands under one set: progress together with the decision on it. It continues entry by entry, and only
 * what an entry moves is worked out anew: the indicators it counts for, their criteria, the conditions that look at them.
 * The decision is always the one that {@link Decider#decide} gives on the same progress.
 *
 * <p>Immutable and safe for use from any thread; a new standing shares all that has not changed with the one before.
 */
public final class Standing {
    private final Ground ground;
    private final Progress progress;
    private final Circumstances circumstances;
    private final Sheet sheet;
    private final Award.Result award;

    private Standing(Ground ground, Progress progress, Circumstances circumstances, Sheet sheet, Award.Result award) {
        this.ground = ground;
        this.progress = progress;
        this.circumstances = circumstances;
        this.sheet = sheet;
        this.award = award;
    }

    /** Works everything out. */
    public static Standing of(Folder folder, SubjectState subject, Progress progress, Circumstances circumstances) {
        Ground ground = Ground.of(folder, subject);
        IndicatorResult[] scores = new IndicatorResult[ground.outline().places().size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = ground.score(i, progress, circumstances.asOf(), null);
        }
        Sheet sheet = Sheet.of(ground.outline(), List.of(scores));
        return new Standing(ground, progress, circumstances, sheet, Award.of(ground, sheet, circumstances));
    }

    /** With one more entry; the same standing when it moves nothing. */
    public Standing add(Entry entry) {
        return add(entry, circumstances);
    }

    /** With one more entry, decided under these circumstances. */
    public Standing add(Entry entry, Circumstances later) {
        return moved(folder().add(progress, entry), later);
    }

    /** With more entries, decided once after the last. */
    public Standing addAll(Iterable<? extends Entry> entries, Circumstances later) {
        Progress moved = progress;
        for (Entry entry : entries) {
            moved = folder().add(moved, entry);
        }
        return moved(moved, later);
    }

    /** The same progress, decided under other circumstances. */
    public Standing at(Circumstances later) {
        return moved(progress, later);
    }

    /** Whether it can be continued for this folder and state of the subject; otherwise take {@link #of}. */
    public boolean isUnder(Folder folder, SubjectState subject) {
        return isOf(folder)
                && (isSame(ground.subject(), subject) || ground.subject().equals(subject));
    }

    /** Whether other indicators hold the subject back than before, or something counts for other ones. */
    public boolean isShortElsewhere(Standing before) {
        if (!isOf(before.folder())) {
            return true;
        }
        if (isSame(sheet, before.sheet)) {
            return false;
        }
        for (int i = 0; i < sheet.scores().size(); i++) {
            IndicatorResult now = sheet.scores().get(i);
            IndicatorResult then = before.sheet.scores().get(i);
            if (!isSame(now, then)
                    && (now.isShort() != then.isShort()
                            || (now.outcome() == Outcome.NO_DATA) != (then.outcome() == Outcome.NO_DATA))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it comes to the same result as before: outcome and level, and the same indicators are short. Points may differ. */
    public boolean saysTheSame(Standing before) {
        return award.outcome() == before.award.outcome()
                && award.level().equals(before.award.level())
                && !isShortElsewhere(before);
    }

    /** Whether it says of the same subject what that one says, only later: no entry has moved it, and no title. */
    public boolean repeats(Standing before) {
        return isSame(ground, before.ground)
                && isSame(progress, before.progress)
                && isSame(sheet, before.sheet)
                && isSame(award, before.award)
                && circumstances.holdings().equals(before.circumstances.holdings())
                && circumstances.held().equals(before.circumstances.held());
    }

    /** Whether its progress is of this folder; another one, however alike, has other measures. */
    public boolean isOf(Folder folder) {
        return isSame(folder(), folder);
    }

    private Standing moved(Progress next, Circumstances later) {
        boolean otherwise = !isSame(later, circumstances) && !later.equals(circumstances);
        if (isSame(next, progress) && !otherwise) {
            return this;
        }
        Changes changes = new Changes(sheet.scores().size());
        boolean timePassed = otherwise && !later.asOf().equals(circumstances.asOf());
        Sheet scored = scored(next, later.asOf(), touched(next, timePassed), changes);
        return new Standing(ground, next, later, scored, awarded(scored, later, changes));
    }

    /** The indicators that must be scored again. */
    private boolean[] touched(Progress next, boolean timePassed) {
        Outline outline = ground.outline();
        boolean[] touched = new boolean[sheet.scores().size()];
        for (int slot = 0; slot < next.slots(); slot++) {
            if (!isSame(progress.state(slot), next.state(slot))) {
                touched[outline.indicatorOf(slot)] = true;
            }
        }
        if (timePassed) {
            for (int indicator : outline.timed()) {
                touched[indicator] = true;
            }
        }
        return touched;
    }

    /** @param changes receives how each score has changed */
    private Sheet scored(Progress next, Instant asOf, boolean[] touched, Changes changes) {
        IndicatorResult[] scores = null;
        for (int i = 0; i < touched.length; i++) {
            IndicatorResult before = sheet.scores().get(i);
            IndicatorResult after = touched[i] ? ground.score(i, next, asOf, before) : before;
            if (!isSame(before, after)) {
                scores = scores == null ? sheet.scores().toArray(IndicatorResult[]::new) : scores;
                scores[i] = after;
                if (before.outcome() == after.outcome() && before.points().equals(after.points())) {
                    changes.value(i);
                } else {
                    changes.points(i);
                }
            }
        }
        return scores == null ? sheet : sheet.with(scores, changes);
    }

    private Award.Result awarded(Sheet scored, Circumstances later, Changes changes) {
        Outline outline = ground.outline();
        boolean titlesChanged =
                !isSame(later, circumstances) && !later.holdings().equals(circumstances.holdings());
        boolean stale = isWaiting(later) || (outline.excludes() && changes.isPoints());
        @Nullable ConditionResult[] known = award.answers();
        for (Question question : outline.questions()) {
            if ((titlesChanged && question.titles()) || question.isMovedBy(changes)) {
                known = isSame(known, award.answers()) ? known.clone() : known;
                known[question.number()] = null;
                stale = true;
            }
        }
        return stale ? new Award(ground, scored, later, known).result() : award;
    }

    /** Whether a wait between two levels may play a part, before or now. */
    private boolean isWaiting(Circumstances later) {
        return folder().set().award().after() != null
                && (circumstances.held().isPresent() || later.held().isPresent());
    }

    @SuppressWarnings(
            "ReferenceEquality") // What was made anew counts as changed; equal values are told apart elsewhere.
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }

    public Folder folder() {
        return ground.folder();
    }

    public SubjectState subject() {
        return ground.subject();
    }

    public Progress progress() {
        return progress;
    }

    /** Those of the decision. */
    public Circumstances circumstances() {
        return circumstances;
    }

    /** The decision's. */
    public Outcome outcome() {
        return award.outcome();
    }

    /** The decision's. */
    public Optional<String> level() {
        return award.level();
    }

    /** The decision's points. */
    public Rational total() {
        return sheet.total();
    }

    /** What {@link Decider#decide} says of this progress under these circumstances. */
    public Decision decision() {
        return award.decision(ground, sheet);
    }

    /** See {@link Horizon#of}. */
    public Optional<Instant> horizon() {
        return Horizon.of(folder(), progress, circumstances);
    }
}
