package vn.hoctap.server.evidence;

import io.vertx.sqlclient.Row;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;

/**
 * Questions about activities and their answers. An activity has at most one open question at a time. Safe for use from
 * any thread.
 */
public final class Questions {
    public static final int LONGEST = 1000;
    private static final int MAX = 200;

    /** The subject's activity has a question that is not answered; of facts {@code f}. */
    public static final String OPEN =
            "exists (select from question q where q.subject = f.subject and q.fact = f.id and q.answered_at is null)";

    private final Sql sql;
    private final InstantSource clock;

    public Questions(Sql sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Empty when an earlier question about the activity is still open. */
    public Optional<Question> ask(long subject, String fact, String text, String by) {
        return sql.first("""
                        insert into question (subject, fact, text, asked_by, asked_at) values ($1, $2, $3, $4, $5)
                        on conflict (subject, fact) where answered_at is null do nothing returning *""", subject, fact, text, by, Columns.utc(clock.instant()))
                .map(Questions::question);
    }

    /** Empty when there is no such open question. */
    public Optional<Question> answer(long subject, String fact, long seq, String text, String by) {
        return sql.first("""
                        update question set answer = $4, answered_by = $5, answered_at = $6
                        where subject = $1 and fact = $2 and seq = $3 and answered_at is null returning *""", subject, fact, seq, text, by, Columns.utc(clock.instant()))
                .map(Questions::question);
    }

    /** All that was asked about these activities, in the order in which it was asked. */
    public List<Question> of(long subject, Collection<String> facts) {
        return facts.isEmpty()
                ? List.of()
                : list(sql.rows(
                        "select * from question where subject = $1 and fact = any($2) order by seq limit " + MAX,
                        subject,
                        facts.toArray(String[]::new)));
    }

    /** What waits for the subject's answer: open questions about activities that nobody has decided about since. */
    public List<Question> open(long subject) {
        return list(sql.rows("""
                select q.* from question q where q.subject = $1 and q.answered_at is null
                    and not exists (select from fact_mark m where m.subject = q.subject and m.fact = q.fact)
                order by q.seq limit\s""" + MAX, subject));
    }

    /** Removes all that was asked of a subject; returns how many questions there were. */
    public int erase(long subject) {
        return sql.update("delete from question where subject = $1", subject);
    }

    private static List<Question> list(List<Row> rows) {
        return rows.stream().map(Questions::question).toList();
    }

    private static Question question(Row row) {
        return new Question(
                row.getString("fact"),
                row.getLong("seq"),
                row.getString("text"),
                row.getString("asked_by"),
                row.getOffsetDateTime("asked_at").toInstant(),
                row.getString("answer"),
                row.getString("answered_by"),
                Columns.instant(row.getOffsetDateTime("answered_at")));
    }
}
