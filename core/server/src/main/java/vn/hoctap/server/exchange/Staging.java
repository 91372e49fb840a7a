package vn.hoctap.server.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.sqlclient.Row;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Json;

/** The rows of one import while its job works on them, sorted by the database and not in memory. */
final class Staging {

    /** A row without faults so far. */
    record Staged(int row, String subject, ObjectNode body) {}

    /** A row on its way in; with faults it is refused. */
    record Read(int row, String subject, String body, List<Fault> faults) {}

    record Faulty(int row, List<Fault> faults) {}

    /** The last row that is done with. */
    record Place(String subject, int row) {
        static final Place BEGINNING = new Place("", 0);
    }

    private final Sql sql;
    private final UUID job;

    Staging(Sql sql, UUID job) {
        this.sql = sql;
        this.job = job;
    }

    UUID job() {
        return job;
    }

    /** A row that is there already stays as it is. */
    void put(List<Read> rows) {
        sql.update(
                """
                insert into import_row (job, row, subject, body, faults)
                select $1, row, subject, body, faults::jsonb
                from unnest($2::int[], $3::text[], $4::text[], $5::text[]) u(row, subject, body, faults)
                on conflict do nothing""",
                job,
                Columns.of(rows, Integer[]::new, Read::row),
                Columns.of(rows, String[]::new, Read::subject),
                Columns.of(rows, String[]::new, Read::body),
                Columns.of(rows, String[]::new, read -> read.faults().isEmpty() ? null : json(read.faults())));
    }

    void refuse(Map<Integer, List<Fault>> faults) {
        if (faults.isEmpty()) {
            return;
        }
        List<Map.Entry<Integer, List<Fault>>> rows = List.copyOf(faults.entrySet());
        sql.update(
                "update import_row r set faults = u.faults::jsonb from unnest($2::int[], $3::text[]) u(row, faults)"
                        + " where r.job = $1 and r.row = u.row",
                job,
                Columns.of(rows, Integer[]::new, Map.Entry::getKey),
                Columns.of(rows, String[]::new, entry -> json(entry.getValue())));
    }

    /** The next rows by subject and row, at least all of one subject; empty: there are no more. */
    List<Staged> next(Place after, int limit) {
        List<Staged> page = page(after, limit);
        if (page.size() < limit) {
            return page;
        }
        String last = page.getLast().subject();
        if (page.getFirst().subject().equals(last)) {
            page.addAll(sql
                    .rows(
                            "select row, subject, body from import_row where job = $1 and faults is null"
                                    + " and subject = $2 and row > $3 order by row limit $4",
                            job,
                            last,
                            page.getLast().row(),
                            ImportLimits.ROWS_OF_ONE)
                    .stream()
                    .map(Staging::staged)
                    .toList());
        } else {
            page.removeIf(staged -> staged.subject().equals(last));
        }
        return page;
    }

    private List<Staged> page(Place after, int limit) {
        List<Staged> page = new ArrayList<>();
        sql.rows(
                        "select row, subject, body from import_row where job = $1 and faults is null"
                                + " and (subject, row) > ($2, $3) order by subject, row limit $4",
                        job,
                        after.subject(),
                        after.row(),
                        limit)
                .forEach(row -> page.add(staged(row)));
        return page;
    }

    /** In the file's order. */
    List<Faulty> faulty(int after, int limit) {
        return sql
                .rows(
                        "select row, faults::text as faults from import_row where job = $1 and faults is not null"
                                + " and row > $2 order by row limit $3",
                        job,
                        after,
                        limit)
                .stream()
                .map(row -> new Faulty(row.getInteger("row"), faults(parse(row.getString("faults")))))
                .toList();
    }

    /** Units before those below them and those whose place they take; what hangs below itself comes last, and is refused there. */
    void putParentsFirst() {
        sql.update("""
                with recursive unit as (
                    select row, body::json ->> 'id' as id, body::json as body
                    from import_row where job = $1 and faults is null),
                needs as (
                    select row, id, body ->> 'parent' as need from unit
                    union all select row, id, json_array_elements_text(body -> 'successors') from unit),
                known as (select * from needs where need in (select id from unit)),
                ranked as (
                    select row, id, 0 as depth from unit where row not in (select row from known)
                    union
                    select k.row, k.id, r.depth + 1 from known k join ranked r on k.need = r.id where r.depth < 50),
                deepest as (select row, max(depth) as depth from ranked group by row)
                update import_row i set subject = to_char(coalesce(d.depth, 99), 'FM00') || '/' || (i.body::json ->> 'id')
                from unit u left join deepest d on d.row = u.row where i.job = $1 and i.row = u.row""", job);
    }

    long refused() {
        return count("select count(*) as n from import_row where job = $1 and faults is not null");
    }

    long all() {
        return count("select count(*) as n from import_row where job = $1");
    }

    private long count(String query) {
        return sql.first(query, job).map(row -> row.getLong("n")).orElse(0L);
    }

    void clear() {
        sql.update("delete from import_row where job = $1", job);
    }

    private static Staged staged(Row row) {
        return new Staged(row.getInteger("row"), row.getString("subject"), (ObjectNode) parse(row.getString("body")));
    }

    static String json(List<Fault> faults) {
        ArrayNode array = Json.mapper().createArrayNode();
        faults.forEach(fault -> array.add(fault.json()));
        return array.toString();
    }

    static List<Fault> faults(@Nullable JsonNode array) {
        List<Fault> faults = new ArrayList<>();
        if (array != null) {
            array.forEach(fault -> faults.add(Fault.read(fault)));
        }
        return faults;
    }

    private static JsonNode parse(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
