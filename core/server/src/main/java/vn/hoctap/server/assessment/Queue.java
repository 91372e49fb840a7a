package vn.hoctap.server.assessment;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.learner.Activity;
import vn.hoctap.server.learner.Diary;
import vn.hoctap.server.subject.UnitTree;

/** What people logged themselves and nobody has verified or rejected yet, the longest waiting first. */
final class Queue {
    private static final String FROM = """
            from fact f join subject s on s.key = f.subject
            where f.source = 0 and not exists (select from fact_mark m where m.subject = f.subject and m.fact = f.id)""";

    /** Where a page ended and the next one begins. */
    record Cursor(Instant recordedAt, long key, String id) {}

    record Waiting(String subject, String name, Activity activity, Cursor cursor) {}

    private final Sql sql;
    private final Supplier<? extends UnitTree> tree;
    private final Diary diary;

    Queue(Sql sql, Supplier<? extends UnitTree> tree, Diary diary) {
        this.sql = sql;
        this.tree = tree;
        this.diary = diary;
    }

    List<Waiting> list(Reach reach, Optional<Cursor> after, int limit) {
        Statement statement = within(reach);
        after.ifPresent(last -> statement.add(
                "and (f.recorded_at, f.subject, f.id) > (?, ?, ?)",
                last.recordedAt().atOffset(ZoneOffset.UTC),
                last.key(),
                last.id()));
        statement.add("order by f.recorded_at, f.subject, f.id limit ?", limit);
        return statement
                .rows("select f.*, null::text as mark, null::text as reason, s.id as owner, s.name as name", sql)
                .map(this::waiting)
                .toList();
    }

    long count(Reach reach) {
        return within(reach)
                .rows("select count(*) as n", sql)
                .findFirst()
                .orElseThrow()
                .getLong("n");
    }

    private Statement within(Reach reach) {
        Statement statement = new Statement();
        statement.add(FROM);
        statement.within(reach, tree.get());
        return statement;
    }

    private Waiting waiting(Row row) {
        OffsetDateTime recordedAt = row.getOffsetDateTime("recorded_at");
        Cursor cursor = new Cursor(recordedAt.toInstant(), row.getLong("subject"), row.getString("id"));
        return new Waiting(row.getString("owner"), row.getString("name"), diary.activity(row), cursor);
    }
}
