package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.MarkRows.NewMark;

/** All that moves the progress of subjects, read in bulk: facts that count, as verified as they are, and assessments. */
final class EntryRows {
    private EntryRows() {}

    /** By subject; every subject that was asked for is there. */
    static Map<Long, List<Entry>> read(Sql sql, Collection<Long> subjects) {
        return read(sql, subjects, List.of());
    }

    /** @param said of facts, and not stored yet */
    static Map<Long, List<Entry>> read(Sql sql, Collection<Long> subjects, List<NewMark> said) {
        Map<Long, List<Entry>> entries = new HashMap<>();
        if (subjects.isEmpty()) {
            return entries;
        }
        subjects.forEach(subject -> entries.put(subject, new ArrayList<>()));
        Object keys = subjects.toArray(Long[]::new);
        Future<RowSet<Row>> facts = sql.send("select " + FactRows.COLUMNS + " from fact where subject = any($1)", keys);
        Future<RowSet<Row>> assessments = sql.send(
                "select subject, id, title, cycle, indicator, assessor, points, recorded_at from assessment"
                        + " where subject = any($1)",
                keys);
        Map<Long, Map<String, FactStanding>> standings = MarkRows.standings(Await.on(MarkRows.read(sql, subjects)));
        MarkRows.add(standings, said);
        for (Row row : Await.on(facts)) {
            FactStanding standing = standings
                    .getOrDefault(row.getLong("subject"), Map.of())
                    .getOrDefault(row.getString("id"), FactStanding.UNMARKED);
            if (standing.counts()) {
                add(entries, row, new Entry.Learned(FactRows.fact(row, standing.verified())));
            }
        }
        Await.on(assessments).forEach(row -> add(entries, row, AssessmentRows.entry(row)));
        return entries;
    }

    private static void add(Map<Long, List<Entry>> entries, Row row, Entry entry) {
        entries.computeIfAbsent(row.getLong("subject"), subject -> new ArrayList<>())
                .add(entry);
    }
}
