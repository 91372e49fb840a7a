package vn.hoctap.server.title;

import io.vertx.sqlclient.Row;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.server.database.Sql;

/** All titles, for reading. They are written by the recorder alone. Safe for use from any thread. */
public final class Titles {
    private final Sql sql;
    private final InstantSource clock;

    public Titles(Sql sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Of one subject, the newest first; none when the subject is unknown. */
    public List<TitleRecord> of(String subject) {
        return of(List.of(subject)).getOrDefault(subject, List.of());
    }

    /** Of several subjects, each with the newest first; subjects without titles are absent. */
    public Map<String, List<TitleRecord>> of(Collection<String> subjects) {
        Map<String, List<TitleRecord>> titles = new LinkedHashMap<>();
        sql.rows(
                        "select s.id, " + columns() + " from title t join subject s on s.key = t.subject"
                                + " where s.id = any($1) order by t.awarded_at desc, t.serial",
                        (Object) subjects.toArray(String[]::new))
                .forEach(row -> titles.computeIfAbsent(row.getString("id"), id -> new ArrayList<>())
                        .add(shown(row)));
        return titles;
    }

    public Optional<TitleRecord> find(String serial) {
        return sql.first(
                        "select s.id, " + columns() + " from title t join subject s on s.key = t.subject"
                                + " where t.serial = $1",
                        serial)
                .map(this::shown);
    }

    /** The JSON that {@link Snapshot} made when the title was awarded. */
    public Optional<String> explanation(String serial) {
        return sql.first("select convert_from(explanation, 'UTF8') as json from title where serial = $1", serial)
                .map(row -> row.getString("json"));
    }

    private static String columns() {
        return "t." + TitleRows.COLUMNS.replace(", ", ", t.");
    }

    private TitleRecord shown(Row row) {
        return TitleRows.title(row).shown(row.getString("id"), clock.instant());
    }
}
