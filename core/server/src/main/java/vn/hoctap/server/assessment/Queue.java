package vn.hoctap.server.assessment;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.evidence.Questions;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.learner.Activity;
import vn.hoctap.server.learner.Diary;
import vn.hoctap.server.subject.Names;
import vn.hoctap.server.subject.UnitTree;

/** What people said themselves and officers decide about. */
final class Queue {
    private static final Duration LATELY = Duration.ofDays(30);

    private static final String WAITING = """
            from fact f join subject s on s.key = f.subject
            where f.source = 0 and s.erased_at is null and not exists (select from fact_mark m where m.subject = f.subject and m.fact = f.id)""";

    /** What an officer decided last about an activity, if nobody has said anything since. */
    private static final String DECIDED = """
            from fact_mark m join fact f on f.subject = m.subject and f.id = m.fact join subject s on s.key = f.subject
            where m.mark <> 'withdrawn' and not exists (
                select from fact_mark l where l.subject = m.subject and l.fact = m.fact and l.seq > m.seq)""";

    /** Which part of the queue. */
    enum Part {
        /** The longest waiting first. */
        WAITING("todo"),
        /** Asked back and not answered yet, the longest waiting first. */
        ASKED("asked"),
        /** Decided by the caller in the last days, the latest first. */
        DONE("done");

        private final String slug;

        Part(String slug) {
            this.slug = slug;
        }

        /** As in addresses. */
        String slug() {
            return slug;
        }

        static Part of(@Nullable String slug) {
            for (Part part : values()) {
                if (part.slug().equals(slug)) {
                    return part;
                }
            }
            return WAITING;
        }
    }

    /** @param officer whose decisions, of those that are done */
    record Query(Part part, Reach reach, String officer) {}

    /** Where a page ended and the next one begins. */
    record Cursor(Instant at, long key, String id) {}

    /** @param decidedAt null while nobody has decided */
    record Item(
            long key,
            String subject,
            String name,
            Activity activity,
            @Nullable Instant decidedAt,
            Cursor cursor) {}

    private final Sql sql;
    private final Supplier<? extends UnitTree> tree;
    private final Names names;
    private final Diary diary;

    Queue(Sql sql, Supplier<? extends UnitTree> tree, Names names, Diary diary) {
        this.sql = sql;
        this.tree = tree;
        this.names = names;
        this.diary = diary;
    }

    List<Item> list(Query query, Optional<Cursor> after, int limit) {
        return query.part() == Part.DONE ? done(query, after, limit) : waiting(query, after, limit);
    }

    private List<Item> waiting(Query query, Optional<Cursor> after, int limit) {
        Statement statement = statement(query.part(), query.reach(), tree.get());
        after.ifPresent(last ->
                statement.add("and (f.recorded_at, f.subject, f.id) > (?, ?, ?)", utc(last), last.key(), last.id()));
        statement.add("order by f.recorded_at, f.subject, f.id limit ?", limit);
        return statement
                .rows(
                        "select f.*, null::text as mark, null::text as reason, null::timestamptz as decided_at,"
                                + " s.id as owner, " + Names.columns("s"),
                        sql)
                .map(this::item)
                .toList();
    }

    private List<Item> done(Query query, Optional<Cursor> after, int limit) {
        Statement statement = new Statement();
        statement.add(DECIDED);
        statement.add(
                "and m.recorded_by = ? and m.recorded_at > ?",
                query.officer(),
                Instant.now().minus(LATELY).atOffset(ZoneOffset.UTC));
        statement.within(query.reach(), tree.get());
        after.ifPresent(last ->
                statement.add("and (m.recorded_at, f.subject, f.id) < (?, ?, ?)", utc(last), last.key(), last.id()));
        statement.add("order by m.recorded_at desc, f.subject desc, f.id desc limit ?", limit);
        return statement
                .rows(
                        "select f.*, m.mark, m.reason, m.recorded_at as decided_at, s.id as owner, "
                                + Names.columns("s"),
                        sql)
                .map(this::item)
                .toList();
    }

    private static OffsetDateTime utc(Cursor cursor) {
        return cursor.at().atOffset(ZoneOffset.UTC);
    }

    /** How many wait for an officer. */
    long count(Reach reach) {
        return count(Part.WAITING, reach);
    }

    long count(Part part, Reach reach) {
        return statement(part, reach, tree.get())
                .rows("select count(*) as n", sql)
                .findFirst()
                .orElseThrow()
                .getLong("n");
    }

    /** What waits, or waits for an answer. */
    static Statement statement(Part part, Reach reach, UnitTree tree) {
        Statement statement = new Statement();
        statement.add(WAITING);
        statement.add((part == Part.ASKED ? "and " : "and not ") + Questions.OPEN);
        statement.within(reach, tree);
        return statement;
    }

    private Item item(Row row) {
        long key = row.getLong("subject");
        OffsetDateTime decided = row.getOffsetDateTime("decided_at");
        Instant at = (decided == null ? row.getOffsetDateTime("recorded_at") : decided).toInstant();
        return new Item(
                key,
                row.getString("owner"),
                names.of(row),
                diary.activity(row),
                decided == null ? null : decided.toInstant(),
                new Cursor(at, key, row.getString("id")));
    }

    /** Who decided last about an activity, and how. */
    record Decision(String mark, String by, Instant at) {}

    Optional<Decision> decision(long subject, String fact) {
        return sql.first(
                        "select mark, recorded_by, recorded_at from fact_mark where subject = $1 and fact = $2"
                                + " order by seq desc limit 1",
                        subject,
                        fact)
                .map(row -> new Decision(
                        row.getString("mark"),
                        row.getString("recorded_by"),
                        row.getOffsetDateTime("recorded_at").toInstant()));
    }
}
