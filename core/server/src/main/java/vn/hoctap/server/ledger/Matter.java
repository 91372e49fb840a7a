package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaRegistry.Judge;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Standing;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.ledger.Verdict.Decided;

/** One title and cycle of a subject while a batch works on it: what is stored, and what becomes of it. */
final class Matter {
    /** So many batches in a row may leave it unwritten. */
    static final int MOST_LAG = 29;

    private final Pair pair;
    private final @Nullable Stored stored;
    private final byte @Nullable [] state;
    private final @Nullable Standing known;
    /** Something has come since that may not be in what is stored. */
    private final boolean behind;

    private boolean asked;
    /** After it was asked; null: no set judges. */
    private @Nullable Judge judge;

    private boolean touched;
    private boolean refolded;
    private @Nullable Verdict verdict;
    private @Nullable Stored written;

    private Matter(
            Pair pair,
            @Nullable Stored stored,
            byte @Nullable [] state,
            @Nullable Standing known,
            boolean behind,
            boolean asked,
            @Nullable Judge judge) {
        this.pair = pair;
        this.stored = stored;
        this.state = state;
        this.known = known;
        this.behind = behind;
        this.asked = asked;
        this.judge = judge;
    }

    /** Of which nothing is stored. */
    static Matter unknown(Pair pair) {
        return new Matter(pair, null, null, null, false, false, null);
    }

    /** @param behind whether something has come since that may not be in it */
    static Matter read(ProgressRow row, boolean behind) {
        return new Matter(row.pair(), Stored.of(row), row.state(), null, behind, false, null);
    }

    /**
     * @param state the folder's bytes, where nothing is known of what they stand for
     * @param known where the subject stands, whether that is stored or not
     * @param behind whether something has come since that may not be in the bytes
     * @param asked whether it is known who judges
     * @param judge who does; null: no set
     */
    static Matter remembered(
            Pair pair,
            @Nullable Stored stored,
            byte @Nullable [] state,
            @Nullable Standing known,
            boolean behind,
            boolean asked,
            @Nullable Judge judge) {
        return new Matter(pair, stored, state, known, behind, asked, judge);
    }

    Pair pair() {
        return pair;
    }

    @Nullable
    Stored stored() {
        return stored;
    }

    /** The folder's bytes, where nothing is {@link #known} of what they stand for. */
    byte @Nullable [] state() {
        return state;
    }

    /** Where the subject stands, where it is remembered. */
    @Nullable
    Standing known() {
        return known;
    }

    /** Whether what is stored can be continued under that set. */
    boolean continues(CriteriaSet set) {
        return stored != null && stored.isUnder(set) && !refolded && !behind;
    }

    /** Who judges the subject does not change within a batch, and is asked more than once. */
    Optional<Judge> judge(SubjectHistory subject, BiFunction<SubjectHistory, Pair, Optional<Judge>> search) {
        if (!asked) {
            judge = search.apply(subject, pair).orElse(null);
            asked = true;
        }
        return Optional.ofNullable(judge);
    }

    /** Whether anybody has asked who judges. */
    boolean isAsked() {
        return asked;
    }

    /** As far as it was asked; null: no set. */
    @Nullable
    Judge judge() {
        return judge;
    }

    void touch() {
        touched = true;
    }

    /** To be folded from all entries: something other than a new entry changed. */
    void refold() {
        touched = true;
        refolded = true;
    }

    boolean isTouched() {
        return touched;
    }

    boolean isRefolded() {
        return refolded;
    }

    /** The outcome of this batch; null: it was not judged. */
    @Nullable
    Verdict verdict() {
        return verdict;
    }

    void verdict(@Nullable Verdict outcome) {
        verdict = outcome;
    }

    boolean isJudged() {
        return verdict != null;
    }

    /** Whether somebody who looks at how the subject stands may see it otherwise than before this batch. */
    boolean isStirred() {
        if (!isJudged()) {
            return false;
        }
        if (stored == null || written == null) {
            return stored != null || written != null;
        }
        if (written.lag() > stored.lag()) {
            return false; // or it would have been written
        }
        return !stored.saysTheSame(written)
                || !(verdict instanceof Decided decided)
                || known == null
                || decided.standing().isShortElsewhere(known);
    }

    /** As it would be read once this is written; empty: nothing is stored then. */
    Optional<Matter> next() {
        Stored after = after();
        if (after == null) {
            return Optional.empty();
        }
        return Optional.of(
                verdict instanceof Decided decided
                        ? remembered(pair, after, decided.folder().write(decided.progress()), null, false, false, null)
                        : remembered(pair, after, state, known, behind, false, null));
    }

    /** Whether what is stored stays true: the batch has only looked at it again. */
    boolean isRepeated() {
        return stored != null
                && known != null
                && !refolded
                && verdict instanceof Decided decided
                && stored.isUnder(decided.judge().set())
                && decided.standing().repeats(known);
    }

    /**
     * Whether what is stored may stay behind for once more: the batch has moved numbers, and nothing that is told of what is
     * stored changes (decision 38).
     *
     * @param now the moment of the batch; what comes at the moment of what is stored would be taken for a part of it
     */
    boolean mayLag(Instant now) {
        return stored != null
                && known != null
                && !refolded
                && stored.mayLag()
                && stored.lag() < MOST_LAG
                && stored.asOf().isBefore(now)
                && verdict instanceof Decided decided
                && stored.isUnder(decided.judge().set())
                && decided.standing().saysTheSame(known)
                && Standings.areListedAlike(decided.standing().total(), known.total());
    }

    /** As this batch writes it. */
    void written(Stored row) {
        written = row;
    }

    /** What is stored once the batch is committed. */
    @Nullable
    Stored after() {
        return isJudged() ? written : stored;
    }

    /** The bytes of it, where {@link #standingAfter} is not at hand. */
    byte @Nullable [] stateAfter() {
        return isJudged() ? null : state;
    }

    /** Whether something has come since that may not be in them. */
    boolean isBehindAfter() {
        return !isJudged() && behind;
    }

    /** What that stands for, where it is at hand. */
    @Nullable
    Standing standingAfter() {
        if (verdict instanceof Decided decided) {
            return decided.standing();
        }
        return isJudged() ? null : known;
    }
}
