package vn.hoctap.server.ledger;

import java.util.List;
import vn.hoctap.api.Fact;
import vn.hoctap.engine.progress.Entry;
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
}
