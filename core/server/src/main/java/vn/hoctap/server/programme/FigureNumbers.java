package vn.hoctap.server.programme;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.hoctap.server.database.Database;

/** The numbers that stand for the names of figures. They never change, and none ever goes. Safe for use from any thread. */
final class FigureNumbers {
    private final Database database;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    /** Whatever becomes of other transactions, a number once given stays. */
    FigureNumbers(Database database) {
        this.database = database;
    }

    /** By their names; those that have none yet get one. */
    Map<String, Integer> of(Collection<String> names) {
        String[] unknown = names.stream()
                .distinct()
                .filter(name -> !known.containsKey(name))
                .toArray(String[]::new);
        if (unknown.length > 0) {
            database.update(
                    "insert into rollup_figure (name) select unnest($1::text[]) on conflict (name) do nothing",
                    (Object) unknown);
            database.rows("select id, name from rollup_figure where name = any($1)", (Object) unknown)
                    .forEach(row -> known.put(row.getString("name"), row.getInteger("id")));
        }
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach(name -> numbers.put(name, known.get(name)));
        return numbers;
    }
}
