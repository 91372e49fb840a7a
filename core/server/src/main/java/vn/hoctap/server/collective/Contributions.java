package vn.hoctap.server.collective;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.follow.Follower;
import vn.hoctap.server.ledger.Belonging;
import vn.hoctap.server.ledger.Belonging.Look;
import vn.hoctap.server.ledger.Histories;

/** Follows members: the collectives that they concern, now or before, are told to look at them again. */
public final class Contributions implements Follower {
    private static final int PAGE = 1_000;

    private final Histories histories;
    private final Supplier<CriteriaRegistry> sets;
    private final Runnable told;

    /** @param told after the commit, that somebody waits */
    public Contributions(Histories histories, Supplier<CriteriaRegistry> sets, Runnable told) {
        this.histories = histories;
        this.sets = sets;
        this.told = told;
    }

    @Override
    public String name() {
        return "contributions";
    }

    @Override
    public boolean ofTitlesOnly() {
        return true;
    }

    @Override
    public void take(Sql sql, Set<Long> stirred, Set<Long> turned) {
        Belonging belonging = new Belonging(histories, sets.get());
        if (belonging.nobody()) {
            return;
        }
        List<Long> keys = new ArrayList<>(stirred);
        for (int from = 0; from < keys.size(); from += PAGE) {
            note(sql, belonging.looks(sql, keys.subList(from, Math.min(keys.size(), from + PAGE))));
        }
    }

    private static void note(Sql sql, Set<Look> looks) {
        List<Look> sorted = looks.stream()
                .sorted(Comparator.comparingLong(Look::collective).thenComparingLong(Look::member))
                .toList();
        if (!sorted.isEmpty()) {
            sql.update(
                    "insert into uncounted (collective, member) select * from unnest($1::bigint[], $2::bigint[])",
                    Columns.of(sorted, Long[]::new, Look::collective),
                    Columns.of(sorted, Long[]::new, Look::member));
        }
    }

    @Override
    public void taken() {
        told.run();
    }
}
