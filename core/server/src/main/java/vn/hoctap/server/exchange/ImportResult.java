package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.exchange.Staging.Faulty;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.ledger.Trial.Change;

/** What is told of an import when it has ended, be it by a cancellation. */
record ImportResult(Sql sql, Staging staging) {
    private static final int MAX_ERRORS = 100;
    private static final int MAX_CHANGES = 50;

    private static final String MOVED = """
            with moved as (
                select s.id, t.title, t.set_id, t.cycle, t.level, t.awarded_at >= $2 as gained
                from (select distinct subject from import_row where job = $1 and faults is null) r
                join subject s on s.id = r.subject join title t on t.subject = s.key
                where t.awarded_at >= $2 and t.state in ('AWARDED', 'ELIGIBLE', 'RECOGNISED')
                    or t.awarded_at < $2 and t.changed_at >= $2 and t.state in ('WITHDRAWN', 'SUPERSEDED'))
            """;

    private record Titles(Map<String, Long> gained, Map<String, Long> lost, List<Change> changes) {}

    static ObjectNode unreadable(ImportOrder order, Fault fault) {
        ObjectNode result = order(order);
        result.put("error", fault.message(Words.ENGLISH));
        result.set("fault", fault.json());
        return result;
    }

    private static ObjectNode order(ImportOrder order) {
        return Json.mapper().createObjectNode().put("file", order.file()).put("dryRun", order.dryRun());
    }

    ObjectNode of(Job job, ImportState state, Instant now) {
        ImportOrder order = ImportOrder.of(job);
        ImportState.Stored stored = state.stored();
        ObjectNode result = order(order);
        result.put("rows", stored.rows()).put("done", stored.done());
        result.put("accepted", stored.accepted()).put("duplicates", stored.duplicates());
        result.put("rejected", stored.refused()).put("warnings", stored.warnings());
        titles(result, order, state);
        errors(result);
        ArrayNode notes = result.putArray("notes");
        stored.notes()
                .forEach(note -> notes.add(((ObjectNode) note.deepCopy())
                        .put("message", Fault.read(note).message(Words.ENGLISH))));
        result.put("errorCopy", stored.refused() == 0 ? null : "/api/v1/jobs/" + job.id() + "/errors");
        result.put("seconds", Duration.between(state.begun(), now).toMillis() / 1000.0);
        return result;
    }

    private void titles(ObjectNode result, ImportOrder order, ImportState state) {
        ImportState.Stored stored = state.stored();
        Titles titles = order.dryRun()
                ? new Titles(stored.gained(), stored.lost(), stored.changes())
                : recorded(order.kind(), state);
        result.set("titlesAwarded", Json.mapper().valueToTree(titles.gained()));
        result.set("titlesWithdrawn", Json.mapper().valueToTree(titles.lost()));
        ArrayNode changes = result.putArray("changes");
        titles.changes().forEach(change -> changes.add(Json.mapper().<ObjectNode>valueToTree(change)));
    }

    /** What came and went since the import began, of those whom it is about. */
    private Titles recorded(FileKind kind, ImportState state) {
        Map<String, Long> gained = new TreeMap<>();
        Map<String, Long> lost = new TreeMap<>();
        if (kind == FileKind.COURSES || kind == FileKind.ORG_UNITS) {
            return new Titles(gained, lost, List.of());
        }
        sql.rows(MOVED + "select set_id, gained, count(*) as n from moved group by set_id, gained", arguments(state))
                .forEach(row ->
                        (row.getBoolean("gained") ? gained : lost).put(row.getString("set_id"), row.getLong("n")));
        List<Change> changes = sql
                .rows(MOVED + "select * from moved order by id, title, cycle limit " + MAX_CHANGES, arguments(state))
                .stream()
                .map(row -> new Change(
                        row.getString("id"),
                        row.getString("title"),
                        row.getString("set_id"),
                        row.getInteger("cycle"),
                        row.getString("level"),
                        row.getBoolean("gained")))
                .toList();
        return new Titles(gained, lost, changes);
    }

    private @Nullable Object[] arguments(ImportState state) {
        return new @Nullable Object[] {staging.job(), Columns.utc(state.begun())};
    }

    private void errors(ObjectNode result) {
        ArrayNode errors = result.putArray("errors");
        for (Faulty faulty : staging.faulty(0, MAX_ERRORS)) {
            for (Fault fault : faulty.faults()) {
                errors.add(fault.json().put("row", faulty.row()).put("message", fault.message(Words.ENGLISH)));
            }
        }
    }
}
