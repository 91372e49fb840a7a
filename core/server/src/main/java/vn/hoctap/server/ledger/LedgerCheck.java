package vn.hoctap.server.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.server.database.Database;

/**
 * Recomputes progress and titles from the stored facts, marks, subjects and the sets as they were published, each row as
 * of the moment of its decision, and names every difference. It only reads, and may run while others record.
 */
public final class LedgerCheck {
    private static final int PAGE = 500;

    private final Database database;
    private final Histories histories;
    private final Measures measures;
    private final InstantSource clock;

    public LedgerCheck(Database database, Histories histories, Measures measures, InstantSource clock) {
        this.database = database;
        this.histories = histories;
        this.measures = measures;
        this.clock = clock;
    }

    /** How far the check is. */
    @FunctionalInterface
    public interface Watcher {
        void checked(long subjects, long all);
    }

    public record Summary(long subjects, long differences) {
        public boolean agrees() {
            return differences == 0;
        }
    }

    /** @param sample the share of the subjects to check, above 0 to 1 */
    public Summary run(double sample, Consumer<Difference> differences, Watcher watcher) {
        PublishedSets sets = PublishedSets.load(database, measures);
        long all = database.first("select count(*) as subjects from subject")
                .map(row -> row.getLong("subjects"))
                .orElse(0L);
        List<Difference> sums = new HeadcountCheck(database, histories, sets, clock.instant()).sums();
        sums.forEach(differences);
        RandomGenerator chance = RandomGenerator.getDefault();
        long last = 0;
        long seen = 0;
        long checked = 0;
        long found = sums.size();
        for (List<Long> keys = page(last); !keys.isEmpty(); keys = page(last)) {
            List<Long> chosen =
                    keys.stream().filter(key -> chance.nextDouble() < sample).toList();
            List<Difference> page = check(chosen, sets);
            page.forEach(differences);
            last = keys.getLast();
            seen += keys.size();
            checked += chosen.size();
            found += page.size();
            watcher.checked(seen, all);
        }
        return new Summary(checked, found);
    }

    private List<Long> page(long after) {
        return database.rows("select key from subject where key > $1 order by key limit " + PAGE, after).stream()
                .map(row -> row.getLong("key"))
                .toList();
    }

    private List<Difference> check(List<Long> keys, PublishedSets sets) {
        Instant now = clock.instant();
        return database.inTransaction(sql -> {
            // All queries of a page see the same moment, whatever is recorded meanwhile.
            sql.update("set transaction isolation level repeatable read read only");
            List<Difference> found = new ArrayList<>();
            SubjectFiles.read(sql, histories, keys)
                    .forEach(file -> found.addAll(new SubjectCheck(file, sets, now).differences()));
            found.addAll(new HeadcountCheck(sql, histories, sets, now).given(keys));
            return found;
        });
    }
}
