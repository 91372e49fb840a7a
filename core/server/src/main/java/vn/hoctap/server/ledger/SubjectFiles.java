package vn.hoctap.server.ledger;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.SubjectFile.Arrival;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.TitleRows;

/** Reads all that is stored of a page of subjects. */
final class SubjectFiles {
    private SubjectFiles() {}

    static List<SubjectFile> read(Sql sql, Histories histories, List<Long> keys) {
        Object array = keys.toArray(Long[]::new);
        Map<Long, SubjectHistory> subjects = histories.of(sql, keys);
        Map<Long, List<Entry>> entries = EntryRows.read(sql, keys);
        Map<Long, List<Title>> titles = TitleRows.bySubject(Await.on(TitleRows.read(sql, keys)));
        Map<String, String> explanations = TitleRows.explanations(sql, keys);
        Map<Long, List<ProgressRow>> rows = new HashMap<>();
        Await.on(ProgressRows.read(sql, keys)).forEach(row -> add(rows, row, ProgressRows.row(row)));
        Map<Long, Instant> due = new HashMap<>();
        Await.on(DueRows.read(sql, keys))
                .forEach(row -> due.put(
                        row.getLong("subject"), row.getOffsetDateTime("at").toInstant()));
        Map<Long, List<Arrival>> arrivals = arrivals(sql, array);
        Map<Long, List<String>> altered = altered(sql, array);
        Map<Long, List<Headcount>> counts = HeadcountRows.read(sql, keys);
        counts.forEach((key, some) -> some.stream()
                .filter(Headcount::isWhole)
                .forEach(count ->
                        entries.computeIfAbsent(key, none -> new ArrayList<>()).add(count.entry())));
        List<SubjectFile> files = new ArrayList<>();
        subjects.forEach((key, history) -> files.add(new SubjectFile(
                history,
                entries.getOrDefault(key, List.of()),
                arrivals.getOrDefault(key, List.of()),
                rows.getOrDefault(key, List.of()),
                titles.getOrDefault(key, List.of()),
                explanations,
                Optional.ofNullable(due.get(key)),
                counts.getOrDefault(key, List.of()).stream()
                        .filter(count -> !count.isWhole())
                        .map(Headcount::pair)
                        .collect(Collectors.toSet()),
                altered.getOrDefault(key, List.of()))));
        return files;
    }

    private static Map<Long, List<Arrival>> arrivals(Sql sql, Object keys) {
        Map<Long, List<Arrival>> arrivals = new HashMap<>();
        sql.rows("select subject, id, ended_at, recorded_at from fact where subject = any($1)", keys)
                .forEach(row -> add(
                        arrivals,
                        row,
                        new Arrival.OfFact(
                                row.getString("id"),
                                row.getOffsetDateTime("ended_at").toInstant(),
                                row.getOffsetDateTime("recorded_at").toInstant())));
        sql.rows("select subject, title, cycle, recorded_at from assessment where subject = any($1)", keys)
                .forEach(row -> add(
                        arrivals,
                        row,
                        new Arrival.OfAssessment(
                                new Pair(row.getString("title"), row.getInteger("cycle")),
                                row.getOffsetDateTime("recorded_at").toInstant())));
        return arrivals;
    }

    /** What is sealed tells by itself when it is opened. */
    private static Map<Long, List<String>> altered(Sql sql, Object keys) {
        Map<Long, List<String>> altered = new HashMap<>();
        sql.rows("""
                        select subject, id from fact
                        where subject = any($1) and substring(sha256(body) from 1 for 16) <> hash
                            and not (length(body) > 28 and get_byte(body, 0) = 1)
                        union all
                        select subject, id from assessment
                        where subject = any($1) and substring(sha256(body) from 1 for 16) <> hash
                            and not (length(body) > 28 and get_byte(body, 0) = 1)""", keys).forEach(row -> add(altered, row, row.getString("id")));
        return altered;
    }

    private static <T> void add(Map<Long, List<T>> lists, Row row, T item) {
        lists.computeIfAbsent(row.getLong("subject"), key -> new ArrayList<>()).add(item);
    }
}
