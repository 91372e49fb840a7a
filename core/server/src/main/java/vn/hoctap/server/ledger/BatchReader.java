package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Command.Mark;
import vn.hoctap.server.ledger.Command.RecordAssessment;
import vn.hoctap.server.ledger.Command.RecordFact;
import vn.hoctap.server.ledger.Command.Rejudge;
import vn.hoctap.server.ledger.Dossier.Known;
import vn.hoctap.server.ledger.MarkRows.NewMark;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.TitleFile;
import vn.hoctap.server.title.TitleRows;

/** Reads what a batch needs, in a few queries however many subjects it has. */
final class BatchReader {
    static final String FOR_UPDATE = " for update";

    private final Sql sql;
    private final Histories histories;
    private final Instant now;
    private final String locking;
    private final Runnable settle;

    private BatchReader(Sql sql, Histories histories, Instant now, String locking, Runnable settle) {
        this.sql = sql;
        this.histories = histories;
        this.now = now;
        this.locking = locking;
        this.settle = settle;
    }

    /**
     * Within a transaction: what is opened is locked, in the order of the keys, so that nobody waits for another in a
     * circle.
     *
     * @param now when it reads
     */
    static BatchReader within(Sql transaction, Histories histories, Instant now) {
        return new BatchReader(transaction, histories, now, FOR_UPDATE, () -> {});
    }

    /** Without locks, while nothing is in the air. */
    static BatchReader unlocked(Sql sql, Histories histories, Instant now) {
        return ahead(sql, histories, now, () -> {});
    }

    /**
     * Without locks.
     *
     * @param settle waits until all that is judged before is committed, or throws
     */
    static BatchReader ahead(Sql sql, Histories histories, Instant now, Runnable settle) {
        return new BatchReader(sql, histories, now, "", settle);
    }

    /** Opens dossiers by the subjects' ids. Unknown subjects are absent. */
    Map<String, Dossier> open(Collection<String> subjects) {
        String[] ids = subjects.toArray(String[]::new);
        List<Long> keys =
                sql.rows("select key from subject where id = any($1) order by key" + locking, (Object) ids).stream()
                        .map(row -> row.getLong("key"))
                        .toList();
        Future<RowSet<Row>> progress = ProgressRows.read(sql, keys);
        Future<RowSet<Row>> behind = ProgressRows.readBehind(sql, keys);
        Future<RowSet<Row>> titles = TitleRows.read(sql, keys);
        Future<RowSet<Row>> due = DueRows.read(sql, keys);
        Map<Long, SubjectHistory> known = histories.of(sql, keys);
        Map<String, Dossier> dossiers = dossiers(known, Await.on(progress), Await.on(behind), Await.on(titles));
        Map<Long, Dossier> byKey = byKey(dossiers);
        readHeadcounts(dossiers.values());
        Await.on(due)
                .forEach(row ->
                        dossier(byKey, row).due(row.getOffsetDateTime("at").toInstant()));
        return dossiers;
    }

    private void readHeadcounts(Collection<Dossier> dossiers) {
        List<Long> collectives = dossiers.stream()
                .filter(dossier -> !dossier.isCitizen())
                .map(Dossier::key)
                .toList();
        Map<Long, Rollcall> rollcalls = Headcounts.read(sql, collectives);
        dossiers.forEach(dossier -> {
            Rollcall rollcall = rollcalls.get(dossier.key());
            if (rollcall != null) {
                dossier.rollcall(rollcall);
            }
        });
    }

    /** Counts members on what this reader reads. */
    Headcounts headcounts(RuleBook rules, int pages) {
        return new Headcounts(sql, histories, rules, now, pages);
    }

    private Map<String, Dossier> dossiers(
            Map<Long, SubjectHistory> subjects, RowSet<Row> progress, RowSet<Row> behind, RowSet<Row> titles) {
        Map<Long, Set<Pair>> lagging = new HashMap<>();
        for (Row row : behind) {
            lagging.computeIfAbsent(row.getLong("subject"), subject -> new HashSet<>())
                    .add(new Pair(row.getString("title"), row.getInteger("cycle")));
        }
        Map<Long, List<Matter>> matters = new HashMap<>();
        for (Row row : progress) {
            ProgressRow read = ProgressRows.row(row);
            matters.computeIfAbsent(read.subject(), subject -> new ArrayList<>())
                    .add(Matter.read(
                            read, lagging.getOrDefault(read.subject(), Set.of()).contains(read.pair())));
        }
        Map<Long, List<Title>> stored = TitleRows.bySubject(titles);
        Map<String, Dossier> dossiers = new LinkedHashMap<>();
        subjects.forEach((key, history) -> dossiers.put(
                history.id(),
                new Dossier(
                        key,
                        history,
                        new TitleFile(stored.getOrDefault(key, List.of())),
                        Objects.requireNonNullElseGet(matters.get(key), ArrayList::new),
                        now,
                        false)));
        return dossiers;
    }

    /** Tells the dossiers what is stored under the ids that these commands name. */
    void readKnown(Map<String, Dossier> dossiers, List<Command> commands) {
        if (commands.isEmpty()) {
            return;
        }
        List<Command> facts =
                of(commands, dossiers, command -> command instanceof RecordFact || command instanceof Mark);
        List<Command> assessments = of(commands, dossiers, command -> command instanceof RecordAssessment);
        Map<Long, Dossier> byKey = byKey(dossiers);
        if (!facts.isEmpty()) {
            readFacts(facts, dossiers, byKey);
        }
        if (!assessments.isEmpty()) {
            Await.on(sql.send(
                            "select a.subject, a.id, a.hash from assessment a"
                                    + " join unnest($1::bigint[], $2::text[]) u(subject, id)"
                                    + " on a.subject = u.subject and a.id = u.id",
                            keys(assessments, dossiers),
                            ids(assessments)))
                    .forEach(row -> dossier(byKey, row)
                            .know(row.getString("id"), row.getBuffer("hash").getBytes()));
        }
        List<Command> again = of(commands, dossiers, command -> command instanceof Rejudge);
        if (!again.isEmpty()) {
            readPast(keys(again, dossiers), byKey);
        }
    }

    private static Map<Long, Dossier> byKey(Map<String, Dossier> dossiers) {
        Map<Long, Dossier> byKey = new HashMap<>();
        dossiers.values().forEach(dossier -> byKey.put(dossier.key(), dossier));
        return byKey;
    }

    private void readPast(Object keys, Map<Long, Dossier> byKey) {
        Future<RowSet<Row>> facts =
                sql.send("select distinct subject, ended_at from fact where subject = any($1)", keys);
        Future<RowSet<Row>> assessments =
                sql.send("select distinct subject, title, cycle from assessment where subject = any($1)", keys);
        Await.on(facts)
                .forEach(row -> dossier(byKey, row)
                        .learnedAt(row.getOffsetDateTime("ended_at").toInstant()));
        Await.on(assessments)
                .forEach(
                        row -> dossier(byKey, row).assessed(new Pair(row.getString("title"), row.getInteger("cycle"))));
    }

    private void readFacts(List<Command> commands, Map<String, Dossier> dossiers, Map<Long, Dossier> byKey) {
        Object keys = keys(commands, dossiers);
        Object ids = ids(commands);
        Future<RowSet<Row>> facts = sql.send(
                "select f.subject, f.id, f.hash, f.ended_at from fact f"
                        + " join unnest($1::bigint[], $2::text[]) u(subject, id)"
                        + " on f.subject = u.subject and f.id = u.id",
                keys,
                ids);
        Future<RowSet<Row>> marks = sql.send(
                "select m.subject, m.fact, m.mark, m.reason from fact_mark m"
                        + " join (select distinct * from unnest($1::bigint[], $2::text[])) u(subject, id)"
                        + " on m.subject = u.subject and m.fact = u.id order by m.subject, m.fact, m.seq",
                keys,
                ids);
        RowSet<Row> found = Await.on(facts);
        Map<Long, Map<String, FactStanding>> standings = MarkRows.standings(Await.on(marks));
        for (Row row : found) {
            String id = row.getString("id");
            FactStanding standing =
                    standings.getOrDefault(row.getLong("subject"), Map.of()).getOrDefault(id, FactStanding.UNMARKED);
            byte[] hash = row.getBuffer("hash").getBytes();
            dossier(byKey, row)
                    .know(id, new Known(hash, row.getOffsetDateTime("ended_at").toInstant(), standing));
        }
    }

    private static Dossier dossier(Map<Long, Dossier> byKey, Row row) {
        Dossier dossier = byKey.get(row.getLong("subject"));
        if (dossier == null) {
            throw new IllegalStateException("a row of a subject that nobody asked for");
        }
        return dossier;
    }

    private static List<Command> of(List<Command> commands, Map<String, Dossier> dossiers, Predicate<Command> wanted) {
        return commands.stream()
                .filter(wanted)
                .filter(command -> dossiers.containsKey(command.subject()))
                .toList();
    }

    private static Object keys(List<Command> commands, Map<String, Dossier> dossiers) {
        return commands.stream()
                .flatMap(command -> Stream.ofNullable(dossiers.get(command.subject())))
                .map(Dossier::key)
                .toArray(Long[]::new);
    }

    private static Object ids(List<Command> commands) {
        return commands.stream().map(Command::id).toArray(String[]::new);
    }

    /** Gives these dossiers all entries of their subjects, those that the batch brings included. */
    void readEntries(Collection<Dossier> dossiers) {
        if (dossiers.stream().anyMatch(Dossier::isInAir)) {
            settle.run();
        }
        List<NewMark> said = dossiers.stream()
                .flatMap(dossier -> dossier.newMarks().stream())
                .toList();
        Map<Long, List<Entry>> entries =
                EntryRows.read(sql, dossiers.stream().map(Dossier::key).toList(), said);
        for (Dossier dossier : dossiers) {
            List<Entry> all = new ArrayList<>(entries.getOrDefault(dossier.key(), List.of()));
            all.addAll(Brought.of(dossier));
            dossier.entries(all);
        }
    }

    /** For a single one that needs them unexpectedly. */
    List<Entry> entries(Dossier dossier) {
        if (dossier.entries().isEmpty()) {
            readEntries(List.of(dossier));
        }
        return dossier.entries().orElseThrow();
    }
}
