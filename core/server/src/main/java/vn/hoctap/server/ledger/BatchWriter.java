package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.decision.Explanation;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.AssessmentRows.NewAssessment;
import vn.hoctap.server.ledger.FactRows.NewFact;
import vn.hoctap.server.ledger.MarkRows.NewMark;
import vn.hoctap.server.ledger.ProgressRows.Gone;
import vn.hoctap.server.ledger.Verdict.Decided;
import vn.hoctap.server.subject.Unjudged;
import vn.hoctap.server.title.Snapshot;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.TitleRows;
import vn.hoctap.server.title.TitleRows.Altered;
import vn.hoctap.server.title.TitleRows.Awarded;

/** Writes what a batch brought. Statements are sent without waiting for one another; {@link #written} tells of all. */
final class BatchWriter {
    /** What PostgreSQL says to everything that comes after a failure in the same transaction. */
    private static final String ABORTED = "25P02";
    /** Whose progress is written with every fact while no more people than this learn at once. */
    private static final int MANY = 16;

    private final Sql news;
    private final Sql rest;
    private final Instant now;
    private final PluginCode code;
    private final List<Future<RowSet<Row>>> sent = new ArrayList<>();

    /**
     * @param news takes what is appended to the ledger, and what no other batch may be changing
     * @param rest takes all else that follows from it
     */
    BatchWriter(Sql news, Sql rest, Instant now, PluginCode code) {
        this.news = news;
        this.rest = rest;
        this.now = now;
        this.code = code;
    }

    /** Facts, assessments and marks, in the order of the subjects. */
    void append(Collection<Dossier> dossiers) {
        List<NewFact> facts = new ArrayList<>(dossiers.size());
        List<NewAssessment> assessments = new ArrayList<>();
        List<NewMark> marks = new ArrayList<>();
        for (Dossier dossier : dossiers) {
            facts.addAll(dossier.newFacts());
            assessments.addAll(dossier.newAssessments());
            marks.addAll(dossier.newMarks());
        }
        if (!facts.isEmpty()) {
            sent.add(FactRows.insert(news, facts, now));
        }
        if (!assessments.isEmpty()) {
            sent.add(AssessmentRows.insert(news, assessments, now));
        }
        if (!marks.isEmpty()) {
            sent.add(MarkRows.insert(news, marks, now));
        }
    }

    /**
     * Where a batch says of a title what is stored already, nothing is written: the decision stays the one of its moment, as
     * long as no time has come since at which something changes by itself. Only what a batch in the air may be changing too
     * waits for that one; all other rows are written together with what is appended. A batch of many leaves unwritten what
     * nobody can tell from what is stored (decision 38).
     */
    void writeProgress(Collection<Dossier> dossiers) {
        boolean many = dossiers.size() >= MANY;
        Changes ours = new Changes(many);
        Changes shared = new Changes(many);
        for (Dossier dossier : dossiers) {
            (dossier.isInAir() ? shared : ours).add(dossier);
        }
        ours.send(news);
        shared.send(rest);
        markWithheld(dossiers);
    }

    /** Writes what was left unwritten. */
    void settle(List<ProgressRow> rows) {
        sent.add(ProgressRows.update(rest, rows));
    }

    /** What is to be done to rows of progress. */
    private final class Changes {
        private final List<ProgressRow> added = new ArrayList<>();
        private final List<ProgressRow> changed = new ArrayList<>();
        private final List<Gone> gone = new ArrayList<>();
        private final boolean many;

        Changes(boolean many) {
            this.many = many;
        }

        void add(Dossier dossier) {
            boolean stays = dossier.due().filter(due -> !due.isAfter(now)).isEmpty();
            boolean mayLag = many && stays && dossier.hasOnlyLearned() && Memory.keeps(dossier, now);
            for (Matter matter : dossier.matters()) {
                Stored stored = matter.stored();
                if (stored != null && stays && matter.isRepeated()) {
                    matter.written(stored);
                } else if (stored != null && mayLag && matter.mayLag(now)) {
                    matter.written(stored.lagging());
                } else if (matter.verdict() instanceof Decided decided) {
                    int revision = stored == null ? 1 : stored.revision() + 1;
                    ProgressRow row =
                            ProgressRow.of(dossier.key(), matter.pair(), decided.standing(), revision, mayLag);
                    matter.written(Stored.of(row));
                    (stored == null ? added : changed).add(row);
                } else if (stored != null && matter.isJudged()) {
                    gone.add(new Gone(dossier.key(), matter.pair(), stored.revision()));
                }
            }
        }

        void send(Sql to) {
            if (!added.isEmpty()) {
                added.sort(Comparator.comparingLong(ProgressRow::subject));
                sent.add(ProgressRows.insert(to, added));
            }
            if (!changed.isEmpty()) {
                changed.sort(Comparator.comparingLong(ProgressRow::subject));
                sent.add(ProgressRows.update(to, changed));
            }
            if (!gone.isEmpty()) {
                sent.add(ProgressRows.delete(to, gone));
            }
        }
    }

    /** They are not evaluated, and will be when the plugin's code runs again, or in a moment when it was only left out. */
    private void markWithheld(Collection<Dossier> dossiers) {
        List<Long> withheld = dossiers.stream()
                .filter(BatchWriter::isWithheld)
                .map(Dossier::key)
                .sorted()
                .toList();
        if (!withheld.isEmpty()) {
            sent.add(code == PluginCode.LEFT ? Unjudged.postpone(rest, withheld) : Unjudged.withhold(rest, withheld));
        }
    }

    private static boolean isWithheld(Dossier dossier) {
        for (Matter matter : dossier.matters()) {
            if (matter.verdict() instanceof Verdict.Withheld) {
                return true;
            }
        }
        return false;
    }

    /** Every dossier with a new title has its entries by now. */
    void writeTitles(Collection<Dossier> dossiers) {
        List<Altered> altered = new ArrayList<>();
        List<Awarded> awarded = new ArrayList<>();
        for (Dossier dossier : dossiers) {
            dossier.titles().changed().forEach(title -> altered.add(new Altered(dossier.key(), title)));
            dossier.titles()
                    .added()
                    .forEach(title -> awarded.add(new Awarded(dossier.key(), title, explanation(dossier, title))));
        }
        if (!altered.isEmpty()) {
            sent.add(TitleRows.update(rest, altered));
        }
        if (!awarded.isEmpty()) {
            sent.add(TitleRows.insert(rest, awarded));
        }
    }

    private byte[] explanation(Dossier dossier, Title title) {
        Decided decided = decided(dossier, title);
        List<Entry> entries = new ArrayList<>(dossier.entries().orElseThrow());
        entries.addAll(dossier.members(new Pair(title.title(), title.cycle())));
        Explanation explanation =
                Explanation.of(decided.folder(), decided.judge().state(), entries, decided.circumstances());
        return Snapshot.of(explanation, decided.circumstances().asOf());
    }

    private static Decided decided(Dossier dossier, Title title) {
        for (Matter matter : dossier.matters()) {
            if (matter.verdict() instanceof Decided decided
                    && title.isOf(matter.pair().title(), matter.pair().cycle())) {
                return decided;
            }
        }
        throw new IllegalStateException("a title without a decision");
    }

    void writeHeadcounts(Collection<Dossier> dossiers) {
        sent.addAll(HeadcountRows.write(rest, dossiers));
    }

    void writeDue(Collection<Dossier> dossiers) {
        sent.addAll(DueRows.write(rest, dossiers));
    }

    /**
     * One row for the whole batch: who was touched, which titles came or changed, for whom something waits or waited, and of
     * whom followers may have to look at something again.
     */
    void writeOutbox(Collection<Dossier> dossiers) {
        List<Dossier> stirred = dossiers.stream().filter(Stirred::by).toList();
        List<Dossier> judged = dossiers.stream()
                .filter(dossier -> dossier.isJudged() || dossier.isTurned())
                .toList();
        if (judged.isEmpty() && stirred.isEmpty()) {
            return;
        }
        JsonArray titles = new JsonArray();
        for (Dossier dossier : judged) {
            dossier.titles().changed().forEach(title -> titles.add(told(dossier, title)));
            dossier.titles().added().forEach(title -> titles.add(told(dossier, title)));
        }
        JsonArray queue = new JsonArray();
        judged.stream()
                .filter(BatchWriter::movesQueue)
                .forEach(dossier -> queue.add(dossier.history().id()));
        sent.add(rest.send(
                "insert into outbox (at, subjects, body, stirred, turned) values ($1, $2, $3, $4, $5)",
                Columns.utc(now),
                Columns.of(judged, Long[]::new, Dossier::key),
                new JsonObject().put("titles", titles).put("queue", queue),
                keys(stirred),
                keys(stirred.stream().filter(Dossier::isTurned).toList())));
    }

    /** Whether something new waits for an officer, or an officer or the learner has said something of what did. */
    private static boolean movesQueue(Dossier dossier) {
        if (!dossier.newMarks().isEmpty()) {
            return true;
        }
        for (NewFact fact : dossier.newFacts()) {
            if (!fact.fact().verified()) {
                return true;
            }
        }
        return false;
    }

    private static JsonObject told(Dossier dossier, Title title) {
        return new JsonObject()
                .put("subject", dossier.key())
                .put("id", dossier.history().id())
                .put("serial", title.serial())
                .put("title", title.title())
                .put("level", title.level())
                .put("cycle", title.cycle())
                .put("state", title.state().name());
    }

    private static @Nullable Object keys(List<Dossier> dossiers) {
        return dossiers.isEmpty() ? null : Columns.of(dossiers, Long[]::new, Dossier::key);
    }

    /** Fails, once all are over, with what the first statement failed with; all later ones only say that one had. */
    Future<?> written() {
        return Future.join(sent)
                .recover(last -> Future.failedFuture(sent.stream()
                        .map(Future::cause)
                        .filter(Objects::nonNull)
                        .filter(cause -> !isConsequence(cause))
                        .findFirst()
                        .orElse(last)));
    }

    private static boolean isConsequence(Throwable cause) {
        return cause instanceof PgException failure && ABORTED.equals(failure.getSqlState());
    }
}
