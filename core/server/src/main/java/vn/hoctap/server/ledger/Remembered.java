package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaRegistry.Judge;
import vn.hoctap.engine.decision.Standing;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.ledger.Verdict.Decided;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.TitleFile;

/**
 * All that was known of a subject when a batch was committed, so that the next one need not read it again.
 *
 * @param rows as they are stored
 * @param standings what they stand for, where it was at hand
 * @param judges who judged
 * @param dated whether something dated about the subject lay ahead
 * @param at when
 * @param batch the number of the batch that wrote it
 */
record Remembered(
        long key,
        SubjectHistory history,
        List<Title> titles,
        Map<Pair, ProgressRow> rows,
        Map<Pair, Standing> standings,
        Map<Pair, Optional<Judge>> judges,
        @Nullable Boolean dated,
        @Nullable Instant due,
        Instant readAt,
        Instant at,
        long batch) {
    /** A day begins, in whichever zone, at a multiple of this. */
    private static final long QUARTER_OF_AN_HOUR = 900;

    /** After a batch at {@code now}. */
    static Remembered of(Dossier dossier, Instant now, long batch) {
        Map<Pair, ProgressRow> rows = dossier.written();
        if (!rows.keySet().containsAll(dossier.rows().keySet())) {
            rows = new HashMap<>(dossier.rows());
            rows.putAll(dossier.written());
            rows.keySet().removeAll(dossier.undecided());
        }
        Map<Pair, Standing> standings = new HashMap<>(dossier.standings());
        standings.keySet().removeAll(dossier.undecided());
        dossier.verdicts().forEach((pair, verdict) -> {
            if (verdict instanceof Decided decided) {
                standings.put(pair, decided.standing());
            }
        });
        return new Remembered(
                dossier.key(),
                dossier.history(),
                dossier.titles().all(),
                // Most have one entry each, and there are many: small maps, kept for long.
                Map.copyOf(rows),
                Map.copyOf(standings),
                Map.copyOf(dossier.judges()),
                dossier.dated().orElse(null),
                dossier.nextDue().orElse(null),
                dossier.readAt(),
                now,
                batch);
    }

    /** @param firstInAir the lowest number of a batch that may not be committed yet */
    Dossier open(Instant now, long firstInAir) {
        Dossier dossier =
                new Dossier(key, history, new TitleFile(titles), rows, standings, readAt, batch >= firstInAir);
        if (due != null) {
            dossier.due(due);
        }
        // Who judges, and what lies ahead, follows from the date.
        if (quarter(now) == quarter(at)) {
            dossier.judges().putAll(judges);
            if (dated != null) {
                dossier.dated(dated);
            }
        }
        return dossier;
    }

    private static long quarter(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), QUARTER_OF_AN_HOUR);
    }
}
