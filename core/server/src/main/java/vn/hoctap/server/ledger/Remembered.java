package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaRegistry.Judge;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.ledger.Verdict.Decided;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.TitleFile;

/**
 * All that was known of a subject when a batch was committed, so that the next one need not read it again.
 *
 * @param rows as they are stored
 * @param folded the same as values, where they were at hand
 * @param judges who judged
 * @param at when
 * @param batch the number of the batch that wrote it
 */
record Remembered(
        long key,
        SubjectHistory history,
        List<Title> titles,
        Map<Pair, ProgressRow> rows,
        Map<Pair, Folded> folded,
        Map<Pair, Optional<Judge>> judges,
        @Nullable Instant due,
        Instant readAt,
        Instant at,
        long batch) {
    /** A day begins, in whichever zone, at a multiple of this. */
    private static final long QUARTER_OF_AN_HOUR = 900;

    /** Progress and the folder that it belongs to. */
    record Folded(Folder folder, Progress progress) {}

    /** After a batch at {@code now}. */
    static Remembered of(Dossier dossier, Instant now, long batch) {
        Map<Pair, ProgressRow> rows = new HashMap<>(dossier.rows());
        rows.putAll(dossier.written());
        Map<Pair, Folded> folded = new HashMap<>(dossier.folded());
        dossier.verdicts().forEach((pair, verdict) -> {
            if (verdict instanceof Decided decided) {
                folded.put(pair, new Folded(decided.folder(), decided.progress()));
            } else {
                rows.remove(pair);
                folded.remove(pair);
            }
        });
        return new Remembered(
                dossier.key(),
                dossier.history(),
                dossier.titles().all(),
                rows,
                folded,
                dossier.judges(),
                dossier.nextDue().orElse(null),
                dossier.readAt(),
                now,
                batch);
    }

    /** @param firstInAir the lowest number of a batch that may not be committed yet */
    Dossier open(Instant now, long firstInAir) {
        Dossier dossier = new Dossier(key, history, new TitleFile(titles), rows, readAt, batch >= firstInAir);
        dossier.folded().putAll(folded);
        if (due != null) {
            dossier.due(due);
        }
        // Who judges follows from the date.
        if (quarter(now) == quarter(at)) {
            dossier.judges().putAll(judges);
        }
        return dossier;
    }

    private static long quarter(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), QUARTER_OF_AN_HOUR);
    }
}
