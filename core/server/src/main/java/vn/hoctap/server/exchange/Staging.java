package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Json;

/**
 * The rows of one import while its job works on them, sorted by the database and not in memory, and sealed: the database sees
 * which rows belong together, and not whom they are about.
 */
final class Staging {
    private static final String CONTENT = "import_row";
    private static final String FAULTS = "import_row.faults";
    private static final String HEADING = "heading";
    private static final String NOTES = "notes";

    /** A row without faults so far. */
    record Staged(int row, String place, String subject, ObjectNode body) {}

    /**
     * A row on its way in; with faults it is refused.
     *
     * @param about what says whom it is about, by which an erasure finds it
     */
    record Read(int row, StagedContent content, List<String> about, List<Fault> faults) {}

    record Faulty(int row, List<Cell> cells, List<Fault> faults) {}

    /** The last row that is done with. */
    record Place(String place, int row) {
        static final Place BEGINNING = new Place("", 0);
    }

    private final Sql sql;
    private final UUID job;
    private final StagingKey key;

    Staging(Sql sql, UUID job, StagingKey key) {
        this.sql = sql;
        this.job = job;
        this.key = key;
    }

    /** A row that is there already stays as it is; one about somebody who was erased since the file came is left out. */
    void put(List<Read> rows) {
        sql.update(
                """
                with forgotten as (select forgotten from import_key where job = $1 for share)
                insert into import_row (job, row, place, marks, content, faults)
                select $1, row, place, marks::bigint[], content, faults
                from forgotten, unnest($2::int[], $3::text[], $4::text[], $5::bytea[], $6::bytea[])
                    u(row, place, marks, content, faults)
                where not forgotten && marks::bigint[]
                on conflict do nothing""",
                job,
                Columns.of(rows, Integer[]::new, Read::row),
                Columns.of(rows, String[]::new, read -> key.place(read.content().subject())),
                Columns.of(rows, String[]::new, read -> array(key.marks(read.about()))),
                Columns.of(rows, Buffer[]::new, read -> key.seal(read.content().json(), CONTENT)),
                Columns.of(rows, Buffer[]::new, read -> read.faults().isEmpty() ? null : sealed(read.faults())));
    }

    /** Arrays of arrays are no rows to PostgreSQL, so each goes as a text. */
    private static String array(Long[] numbers) {
        StringBuilder array = new StringBuilder("{");
        for (Long number : numbers) {
            array.append(array.length() == 1 ? "" : ",").append(number);
        }
        return array.append('}').toString();
    }

    private Buffer sealed(List<Fault> faults) {
        return key.seal(json(faults), FAULTS);
    }

    void refuse(Map<Integer, List<Fault>> faults) {
        if (faults.isEmpty()) {
            return;
        }
        List<Map.Entry<Integer, List<Fault>>> rows = List.copyOf(faults.entrySet());
        sql.update(
                "update import_row r set faults = u.faults from unnest($2::int[], $3::bytea[]) u(row, faults)"
                        + " where r.job = $1 and r.row = u.row",
                job,
                Columns.of(rows, Integer[]::new, Map.Entry::getKey),
                Columns.of(rows, Buffer[]::new, entry -> sealed(entry.getValue())));
    }

    /** The next rows by place and row, at least all of one subject; empty: there are no more. */
    List<Staged> next(Place after, int limit) {
        List<Staged> page = page(after, limit);
        if (page.size() < limit) {
            return page;
        }
        String last = page.getLast().place();
        if (page.getFirst().place().equals(last)) {
            page.addAll(read(
                    this::staged,
                    "select row, place, content from import_row where job = $1 and faults is null"
                            + " and place = $2 and row > $3 order by row limit $4",
                    job,
                    last,
                    page.getLast().row(),
                    ImportLimits.ROWS_OF_ONE));
        } else {
            page.removeIf(staged -> staged.place().equals(last));
        }
        return page;
    }

    /** Of one place perhaps a part only. */
    List<Staged> page(Place after, int limit) {
        return read(
                this::staged,
                "select row, place, content from import_row where job = $1 and faults is null"
                        + " and (place, row) > ($2, $3) order by place, row limit $4",
                job,
                after.place(),
                after.row(),
                limit);
    }

    private <T> List<T> read(Function<Row, T> reader, String query, Object... arguments) {
        List<T> read = new ArrayList<>();
        sql.rows(query, arguments).forEach(row -> read.add(reader.apply(row)));
        return read;
    }

    /** In the file's order. */
    List<Faulty> faulty(int after, int limit) {
        return read(
                this::faulty,
                "select row, content, faults from import_row where job = $1 and faults is not null"
                        + " and row > $2 order by row limit $3",
                job,
                after,
                limit);
    }

    /** As they stood in the file, in its order. */
    List<Line> lines(int after, int limit) {
        return read(
                row -> new Line(row.getInteger("row"), content(row).cells()),
                "select row, content from import_row where job = $1 and row > $2 order by row limit $3",
                job,
                after,
                limit);
    }

    void keep(Line heading) {
        sql.update(
                "update import_key set heading = $2 where job = $1",
                job,
                key.seal(StagedContent.array(heading.cells()).toString(), HEADING));
    }

    void keep(Notes notes) {
        sql.update(
                "update import_key set notes = $2 where job = $1",
                job,
                key.seal(notes.json().toString(), NOTES));
    }

    Optional<Line> heading() {
        return kept(HEADING).map(json -> new Line(1, StagedContent.cells(json)));
    }

    /** What was taken for what; empty when that is not known any more. */
    Optional<JsonNode> notes() {
        return kept(NOTES);
    }

    private Optional<JsonNode> kept(String column) {
        return sql.first("select heading, notes from import_key where job = $1", job)
                .flatMap(row -> key.openOptional(row.getBuffer(column), column))
                .map(StagedContent::parse);
    }

    /** Other places than by subject. */
    void move(Map<Integer, String> places) {
        List<Map.Entry<Integer, String>> rows = List.copyOf(places.entrySet());
        sql.update(
                "update import_row r set place = u.place from unnest($2::int[], $3::text[]) u(row, place)"
                        + " where r.job = $1 and r.row = u.row",
                job,
                Columns.of(rows, Integer[]::new, Map.Entry::getKey),
                Columns.of(rows, String[]::new, Map.Entry::getValue));
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

    /** What is recorded needs nothing here any more. */
    void clearRecorded() {
        sql.update("delete from import_row where job = $1 and faults is null", job);
    }

    static void clear(Sql sql, UUID job) {
        sql.update("delete from import_row where job = $1", job);
        sql.update("delete from import_key where job = $1", job);
    }

    private StagedContent content(Row row) {
        return StagedContent.read(key.open(row.getBuffer("content"), CONTENT));
    }

    private Staged staged(Row row) {
        StagedContent content = content(row);
        return new Staged(row.getInteger("row"), row.getString("place"), content.subject(), content.body());
    }

    private Faulty faulty(Row row) {
        JsonNode faults = StagedContent.parse(key.open(row.getBuffer("faults"), FAULTS));
        return new Faulty(row.getInteger("row"), content(row).cells(), faults(faults));
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
}
