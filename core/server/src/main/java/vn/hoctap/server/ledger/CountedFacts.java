package vn.hoctap.server.ledger;

import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.hoctap.api.Fact;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;

/** What somebody has learned, for questions that no criteria set asks. Safe for use from any thread. */
public final class CountedFacts {
    private final Sql sql;

    public CountedFacts(Sql sql) {
        this.sql = sql;
    }

    /** The subject's facts that are neither withdrawn nor rejected, of any time, as verified as they are now. */
    public List<Fact> of(long subject) {
        return EntryRows.read(sql, List.of(subject)).getOrDefault(subject, List.of()).stream()
                .filter(Entry.Learned.class::isInstance)
                .map(entry -> ((Entry.Learned) entry).fact())
                .toList();
    }

    /**
     * The same of many, but only facts that prove skills or are of one of these types.
     *
     * @param sql of the transaction that asks
     */
    public static Map<Long, List<Fact>> telling(Sql sql, Collection<Long> subjects, Collection<String> types) {
        List<Row> rows = sql.rows(
                "select " + FactRows.COLUMNS
                        + " from fact where subject = any($1) and (skills <> '{}' or type = any($2))"
                        + " order by subject, id",
                subjects.toArray(Long[]::new),
                types.toArray(String[]::new));
        Set<Long> found = rows.stream().map(row -> row.getLong("subject")).collect(Collectors.toSet());
        Map<Long, Map<String, FactStanding>> standings =
                found.isEmpty() ? Map.of() : MarkRows.standings(Await.on(MarkRows.read(sql, found)));
        Map<Long, List<Fact>> facts = new HashMap<>();
        for (Row row : rows) {
            long subject = row.getLong("subject");
            FactStanding standing =
                    standings.getOrDefault(subject, Map.of()).getOrDefault(row.getString("id"), FactStanding.UNMARKED);
            if (standing.counts()) {
                facts.computeIfAbsent(subject, key -> new ArrayList<>()).add(FactRows.fact(row, standing.verified()));
            }
        }
        return facts;
    }
}
