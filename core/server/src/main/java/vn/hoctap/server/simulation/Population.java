package vn.hoctap.server.simulation;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;

/**
 * The subjects of some kinds, wherever or who ever belonged to one of these units, in the order of their keys. Who belonged
 * there when it counts is told by judging. The erased are among them: their titles are nobody's, and stay true.
 *
 * @param units null: wherever
 */
record Population(
        Sql sql, Collection<String> kinds, @Nullable Collection<String> units) {
    private static final String THEM = " from subject s where kind = any($1)"
            + " and ($2::text[] is null or org_unit = any($2) or key in (select subject from stay where unit = any($2)))";

    long count() {
        return sql.first("select count(*) as subjects" + THEM, arguments())
                .map(row -> row.getLong("subjects"))
                .orElse(0L);
    }

    List<Long> page(long after, int limit) {
        return sql
                .rows(
                        "select key" + THEM + " and key > $3 order by key limit $4",
                        kinds.toArray(String[]::new),
                        units == null ? null : units.toArray(String[]::new),
                        after,
                        limit)
                .stream()
                .map(row -> row.getLong("key"))
                .toList();
    }

    /** How many of them hold one of these titles in these cycles. */
    long holders(Collection<String> titles, Collection<Integer> cycles) {
        return sql.first(
                        "select count(*) as titles from title t where title = any($3) and cycle = any($4)"
                                + " and state in ('AWARDED', 'ELIGIBLE', 'RECOGNISED')"
                                + " and exists (select" + THEM + " and key = t.subject)",
                        kinds.toArray(String[]::new),
                        units == null ? null : units.toArray(String[]::new),
                        titles.toArray(String[]::new),
                        cycles.toArray(Integer[]::new))
                .map(row -> row.getLong("titles"))
                .orElse(0L);
    }

    private @Nullable Object[] arguments() {
        return new @Nullable Object[] {kinds.toArray(String[]::new), units == null ? null : units.toArray(String[]::new)
        };
    }
}
