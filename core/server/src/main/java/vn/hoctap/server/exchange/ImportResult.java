package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.exchange.Staging.Faulty;
import vn.hoctap.server.exchange.Staging.Place;
import vn.hoctap.server.exchange.Staging.Staged;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.ledger.Trial.Change;

/**
 * What is told of an import when it has ended, be it by a cancellation. It stays when the rows are gone, and so quotes none.
 *
 * @param staging null: it was cancelled before it began
 */
record ImportResult(Sql sql, @Nullable Staging staging) {
    private static final int MAX_ERRORS = 100;
    private static final int MAX_CHANGES = 50;
    private static final int PAGE = 1_000;

    private static final String MOVED = """
            select s.id, t.title, t.set_id, t.cycle, t.level, t.awarded_at >= $2 as gained
            from subject s join title t on t.subject = s.key
            where s.id = any($1) and (t.awarded_at >= $2 and t.state in ('AWARDED', 'ELIGIBLE', 'RECOGNISED')
                or t.awarded_at < $2 and t.changed_at >= $2 and t.state in ('WITHDRAWN', 'SUPERSEDED'))
            order by s.id, t.title, t.cycle""";

    private record Titles(Map<String, Long> gained, Map<String, Long> lost, List<Change> changes) {}

    static ObjectNode unreadable(ImportOrder order, Fault fault) {
        ObjectNode result = order(order);
        result.put("error", fault.kept().message(Words.ENGLISH));
        result.set("fault", fault.kept().json());
        return result;
    }

    private static ObjectNode order(ImportOrder order) {
        return Json.mapper().createObjectNode().put("dryRun", order.dryRun());
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
        Titles titles = new Titles(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        if (staging == null || kind == FileKind.COURSES || kind == FileKind.ORG_UNITS) {
            return titles;
        }
        List<Staged> page = staging.page(Place.BEGINNING, PAGE);
        String before = "";
        while (!page.isEmpty()) {
            add(titles, page, before, state.begun());
            before = page.getLast().subject();
            page = staging.page(new Place(page.getLast().place(), page.getLast().row()), PAGE);
        }
        titles.changes().sort(Comparator.comparing(Change::subject));
        return titles;
    }

    /** @param before who stands on the page before, and was asked about there */
    private void add(Titles titles, List<Staged> page, String before, Instant begun) {
        String[] subjects = page.stream()
                .map(Staged::subject)
                .filter(subject -> !subject.equals(before))
                .distinct()
                .toArray(String[]::new);
        for (Row row : sql.rows(MOVED, subjects, Columns.utc(begun))) {
            Change change = new Change(
                    row.getString("id"),
                    row.getString("title"),
                    row.getString("set_id"),
                    row.getInteger("cycle"),
                    row.getString("level"),
                    row.getBoolean("gained"));
            (change.gained() ? titles.gained() : titles.lost()).merge(change.set(), 1L, Long::sum);
            if (titles.changes().size() < MAX_CHANGES) {
                titles.changes().add(change);
            }
        }
    }

    private void errors(ObjectNode result) {
        ArrayNode errors = result.putArray("errors");
        for (Faulty faulty : staging == null ? List.<Faulty>of() : staging.faulty(0, MAX_ERRORS)) {
            for (Fault told : faulty.faults()) {
                Fault fault = told.kept();
                errors.add(fault.json().put("row", faulty.row()).put("message", fault.message(Words.ENGLISH)));
            }
        }
    }
}
