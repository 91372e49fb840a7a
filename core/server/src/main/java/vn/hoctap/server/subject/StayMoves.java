package vn.hoctap.server.subject;

import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.engine.progress.SubjectHistory.Stay;
import vn.hoctap.server.database.Sql;

/**
 * Who lives or works at a unit that ends goes on at the one that takes its place.
 *
 * @param heirs by unit that ends; empty: the stay ends with it
 * @param day the first one at the heir
 */
public record StayMoves(Map<String, Optional<String>> heirs, LocalDate day) {
    public StayMoves {
        heirs = Map.copyOf(heirs);
    }

    /**
     * Moves those of these subjects who have to, inside a transaction, and marks all of them as not judged yet. A repeat finds
     * nothing to move.
     *
     * @return how many were moved
     */
    public int move(Sql sql, Collection<String> subjects, String by) {
        List<Long> keys = sql
                .rows("select key from subject where id = any($1) order by key for no key update", (Object)
                        subjects.toArray(String[]::new))
                .stream()
                .map(row -> row.getLong("key"))
                .toList();
        Map<Long, List<Stay>> moved = new HashMap<>();
        stays(sql, keys).forEach((key, stays) -> moved.put(key, Stays.move(stays, heirs, day)));
        if (!moved.isEmpty()) {
            new DatedRows(sql, by).replaceStays(moved);
        }
        new Unjudged(sql).mark(keys);
        return moved.size();
    }

    /** All stays of those who have to move. */
    private Map<Long, List<Stay>> stays(Sql sql, List<Long> keys) {
        Map<Long, List<Stay>> stays = new HashMap<>();
        for (Row row : sql.rows("""
                select * from stay where subject in (select subject from stay where subject = any($1) and unit = any($2)
                    and (valid_to is null or valid_to > $3))""", keys.toArray(Long[]::new), heirs.keySet().toArray(String[]::new), day)) {
            stays.computeIfAbsent(row.getLong("subject"), key -> new ArrayList<>())
                    .add(SubjectRows.stay(row));
        }
        return stays;
    }
}
