package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaRegistry.Judge;
import vn.hoctap.engine.decision.Standing;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.TitleFile;

/**
 * All that was known of a subject when a batch was committed, so that the next one need not read it again.
 *
 * @param matters of which something is stored, or who judges is known
 * @param dated whether something dated about the subject lay ahead
 * @param at when
 * @param batch the number of the batch that wrote it
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, nor compared
record Remembered(
        long key,
        SubjectHistory history,
        List<Title> titles,
        Kept[] matters,
        @Nullable Boolean dated,
        @Nullable Instant due,
        Instant readAt,
        Instant at,
        long batch) {
    /** A day begins, in whichever zone, at a multiple of this. */
    private static final long QUARTER_OF_AN_HOUR = 900;

    /** Of one title and cycle. */
    @SuppressWarnings("ArrayRecordComponent")
    record Kept(
            Pair pair,
            @Nullable Stored stored,
            byte @Nullable [] state,
            @Nullable Standing standing,
            boolean behind,
            boolean asked,
            @Nullable Judge judge) {
        static Kept of(Matter matter) {
            return new Kept(
                    matter.pair(),
                    matter.after(),
                    matter.stateAfter(),
                    matter.standingAfter(),
                    matter.isBehindAfter(),
                    matter.isAsked(),
                    matter.judge());
        }

        boolean isBehind(Instant oldest) {
            return stored != null
                    && standing != null
                    && stored.lag() > 0
                    && !stored.asOf().isAfter(oldest);
        }

        /** What is known, as it is to be stored. */
        ProgressRow row(long subject) {
            int next = Objects.requireNonNull(stored).revision() + 1;
            return ProgressRow.of(subject, pair, Objects.requireNonNull(standing), next, false);
        }

        Kept written(Stored row) {
            return new Kept(pair, row, state, standing, behind, asked, judge);
        }

        Matter open(boolean sameJudge) {
            return Matter.remembered(
                    pair, stored, state, standing, behind, asked && sameJudge, sameJudge ? judge : null);
        }
    }

    /** After a batch at {@code now}. */
    static Remembered of(Dossier dossier, Instant now, long batch) {
        List<Matter> matters = dossier.matters();
        Kept[] kept = new Kept[matters.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = Kept.of(matters.get(i));
        }
        return new Remembered(
                dossier.key(),
                dossier.history(),
                dossier.titles().all(),
                kept,
                dossier.dated().orElse(null),
                dossier.nextDue().orElse(null),
                dossier.readAt(),
                now,
                batch);
    }

    /** @param firstInAir the lowest number of a batch that may not be committed yet */
    Dossier open(Instant now, long firstInAir) {
        // Who judges, and what lies ahead, follows from the date.
        boolean sameDay = quarter(now) == quarter(at);
        List<Matter> opened = new ArrayList<>(matters.length + 1);
        for (Kept kept : matters) {
            opened.add(kept.open(sameDay));
        }
        Dossier dossier = new Dossier(key, history, new TitleFile(titles), opened, readAt, batch >= firstInAir);
        if (due != null) {
            dossier.due(due);
        }
        if (sameDay && dated != null) {
            dossier.dated(dated);
        }
        return dossier;
    }

    /** What is known and not stored; what is stored may be that old before it is. */
    List<ProgressRow> unwritten(Instant oldest) {
        List<ProgressRow> rows = List.of();
        for (Kept kept : matters) {
            if (kept.isBehind(oldest)) {
                rows = rows.isEmpty() ? new ArrayList<>(matters.length) : rows;
                rows.add(kept.row(key));
            }
        }
        return rows;
    }

    /** The same once a batch has written {@link #unwritten}. */
    Remembered written(Instant oldest, long by) {
        Kept[] kept = matters.clone();
        for (int i = 0; i < kept.length; i++) {
            if (kept[i].isBehind(oldest)) {
                kept[i] = kept[i].written(Stored.of(kept[i].row(key)));
            }
        }
        return new Remembered(key, history, titles, kept, dated, due, readAt, at, by);
    }

    private static long quarter(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), QUARTER_OF_AN_HOUR);
    }
}
