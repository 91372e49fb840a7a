package vn.hoctap.server.exchange;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.exchange.Staging.Staged;
import vn.hoctap.server.job.Job;

/**
 * Counts right after a kill. What the job had recorded and not yet noted comes back as a duplicate, though it was this very
 * job that recorded it; there is that only among the first batches after the stop.
 */
final class Recounting implements Sink {
    private final Sink sink;
    private final Sql sql;
    private final Job job;
    private final Instant begun;
    private int doubtful;

    /** @param flying how many batches may have been on their way */
    Recounting(Sink sink, Sql sql, FileKind kind, Job job, Instant begun, int flying) {
        this.sink = sink;
        this.sql = sql;
        this.job = job;
        this.begun = begun;
        this.doubtful = kind == FileKind.ACTIVITIES && job.checkpoint() != null ? flying + 1 : 0;
    }

    @Override
    public Sent send(List<Staged> rows) {
        Sent sent = sink.send(rows);
        if (doubtful == 0) {
            return sent;
        }
        doubtful--;
        return () -> recounted(rows, sent.await());
    }

    private Map<Integer, Fate> recounted(List<Staged> rows, Map<Integer, Fate> fates) {
        Map<Integer, Fate> right = new HashMap<>(fates);
        Set<List<String>> own = own(rows);
        for (Staged row : rows) {
            List<String> item = List.of(row.subject(), id(row));
            if (right.get(row.row()) instanceof Fate.Duplicate && own.remove(item)) {
                right.put(row.row(), Fate.ACCEPTED);
            }
        }
        return right;
    }

    /** What was recorded since the job began, by whoever asked for it. */
    private Set<List<String>> own(List<Staged> rows) {
        Set<List<String>> own = new HashSet<>();
        sql.rows(
                        """
                        select s.id as subject, f.id from unnest($1::text[], $2::text[]) u(subject, id)
                        join subject s on s.id = u.subject join fact f on f.subject = s.key and f.id = u.id
                        where f.recorded_at >= $3 and f.recorded_by = $4""",
                        Columns.of(rows, String[]::new, Staged::subject),
                        Columns.of(rows, String[]::new, Recounting::id),
                        Columns.utc(begun),
                        job.caller().name())
                .forEach(row -> own.add(List.of(row.getString("subject"), row.getString("id"))));
        return own;
    }

    private static String id(Staged row) {
        return row.body().path("id").asText();
    }

    @Override
    public Tried tryOut(List<Staged> rows) {
        return sink.tryOut(rows);
    }
}
